/// Checks a JSON text against a list of known fields while it is read, without building a tree.
/// The only code that includes nlohmann_json.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tss/status_codec.hpp"

namespace tss::json {

/// JSON types, one bit each, so that a field can accept several.
enum Type : std::uint8_t {
  kString = 1,
  kNumber = 2,
  kInteger = 4,
  kBoolean = 8,
  kNull = 16,
  kObject = 32,
  kArray = 64,
};

/// 2^53 − 1: the largest integer that JavaScript and a double both hold exactly.
inline constexpr double kMaxSafeInteger = 9007199254740991.0;

/// One known field.
struct Field {
  std::string_view name;
  /// The types it may have.
  std::uint8_t types;
  /// Must be there, if the object it belongs to is.
  bool required = false;
  /// Range of a number.
  double low = 0;
  double high = kMaxSafeInteger;
  /// The field's name in the outer object for a field of an inner one, else empty.
  std::string_view inside = {};
};

/// What was read of one field.
struct Value {
  bool seen = false;
  /// A number; 1 for true and for an object.
  double number = 0;
  std::string text;
};

/// Walks over a JSON text once. nlohmann's lexer reads the tokens (UTF-8, escapes, numbers); its
/// parser on top of it would bring its exceptions and their texts, 2 KB of the module, for errors
/// of which nobody hears more than that they are there.
class FieldReader {
 public:
  /// `max_depth`: of objects and arrays within each other; as a policy has it, any number from 1.
  FieldReader(std::span<const Field> fields, double max_depth)
      : fields_(fields), values_(fields.size()), max_depth_(max_depth) {}

  /// Parses `text`; afterwards value() tells what came. Returns why the text is refused, if it is.
  [[nodiscard]] std::optional<Refused> read(std::string_view text);

  [[nodiscard]] Value& value(std::size_t field) { return values_[field]; }

 private:
  using Lexer = nlohmann::detail::lexer<nlohmann::json,
                                        nlohmann::detail::iterator_input_adapter<const char*>>;
  using Token = Lexer::token_type;

  /// What may come after the tokens so far.
  enum class Next : std::uint8_t { value, end, nothing_valid };

  // Each leaves `token` at the first that is not its own, or stops at what is not JSON.
  bool walk(Lexer& lexer);
  Next enter(Lexer& lexer, Token& token);
  Next leave(Lexer& lexer, Token& token);
  Next begin_element(Lexer& lexer, Token& token);

  // Each returns false to stop.
  bool take_scalar(Lexer& lexer, Token token);
  /// A key and its colon; `token` is then the first of its value.
  bool take_key(Lexer& lexer, Token& token);
  bool string(std::string& value);
  /// What ends the innermost that is open.
  [[nodiscard]] Token end() const {
    return open_.back() == '{' ? Token::end_object : Token::end_array;
  }
  [[nodiscard]] bool is_expected(const Field& field) const;
  bool take(std::uint8_t types, double number = 0);
  bool take_number(double value);
  bool descend(bool is_object);
  bool refuse(Complaint why, std::string_view field = {});

  std::span<const Field> fields_;
  std::vector<Value> values_;
  double max_depth_;
  /// The objects and arrays that are open, the innermost last: `{` or `[` for each.
  std::string open_;
  /// The field whose value comes next, or fields_.size() for one that is not known.
  std::size_t current_ = 0;
  /// The known field of the outer object that is an object and being read.
  std::string_view inside_;
  std::optional<Refused> refused_;
};

}  // namespace tss::json
