#include "json_fields.hpp"

#include <cmath>
#include <utility>

namespace tss::json {

std::optional<Refused> FieldReader::read(std::string_view text) {
  current_ = fields_.size();
  Lexer lexer(nlohmann::detail::input_adapter(text.data(), text.data() + text.size()));
  if (!walk(lexer) && !refused_) {
    refuse(Complaint::not_json);
  }
  for (std::size_t i = 0; !refused_ && i < fields_.size(); ++i) {
    const Field& field = fields_[i];
    if (!values_[i].seen && is_expected(field)) {
      refuse(Complaint::missing_field, field.name);
    }
  }
  return refused_;
}

bool FieldReader::is_expected(const Field& field) const {
  if (!field.required || field.inside.empty()) {
    return field.required;
  }
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (fields_[i].inside.empty() && fields_[i].name == field.inside) {
      return values_[i].number != 0;
    }
  }
  return false;
}

bool FieldReader::walk(Lexer& lexer) {
  auto next = Next::value;
  for (Token token = lexer.scan(); next == Next::value;) {
    if (token == Token::begin_object || token == Token::begin_array) {
      next = enter(lexer, token);
    } else if (take_scalar(lexer, token)) {
      token = lexer.scan();
      next = leave(lexer, token);
    } else {
      next = Next::nothing_valid;
    }
  }
  return next == Next::end;
}

FieldReader::Next FieldReader::enter(Lexer& lexer, Token& token) {
  if (!descend(token == Token::begin_object)) {
    return Next::nothing_valid;
  }
  token = lexer.scan();
  return token == end() ? leave(lexer, token) : begin_element(lexer, token);
}

FieldReader::Next FieldReader::leave(Lexer& lexer, Token& token) {
  for (; !open_.empty(); token = lexer.scan()) {
    if (token == Token::value_separator) {
      token = lexer.scan();
      return begin_element(lexer, token);
    }
    if (token != end()) {
      return Next::nothing_valid;
    }
    open_.pop_back();
    // Elements of an array have no key: nothing known follows until the next one.
    current_ = fields_.size();
  }
  return token == Token::end_of_input ? Next::end : Next::nothing_valid;
}

FieldReader::Next FieldReader::begin_element(Lexer& lexer, Token& token) {
  const bool is_ready = end() == Token::end_array || take_key(lexer, token);
  return is_ready ? Next::value : Next::nothing_valid;
}

bool FieldReader::take_scalar(Lexer& lexer, Token token) {
  switch (token) {
    case Token::literal_null:
      return take(kNull);
    case Token::literal_true:
      return take(kBoolean, 1);
    case Token::literal_false:
      return take(kBoolean, 0);
    case Token::value_string:
      return string(lexer.get_string());
    case Token::value_unsigned:
      return take_number(static_cast<double>(lexer.get_number_unsigned()));
    case Token::value_integer:
      return take_number(static_cast<double>(lexer.get_number_integer()));
    case Token::value_float:
      // JSON.parse would read a number beyond all doubles as infinity, and the app with it.
      return std::isfinite(lexer.get_number_float()) && take_number(lexer.get_number_float());
    default:
      return false;
  }
}

bool FieldReader::take_key(Lexer& lexer, Token& token) {
  if (token != Token::value_string) {
    return false;
  }
  current_ = fields_.size();
  // Objects further inside have no known fields.
  const std::size_t depth = open_.size();
  if (depth == 1 || (depth == 2 && !inside_.empty())) {
    const std::string_view where = depth == 1 ? std::string_view{} : inside_;
    const std::string& name = lexer.get_string();
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (fields_[i].name == name && fields_[i].inside == where) {
        current_ = i;
      }
    }
  }
  if (lexer.scan() != Token::name_separator) {
    return false;
  }
  token = lexer.scan();
  return true;
}

bool FieldReader::string(std::string& value) {
  const std::size_t field = current_;
  if (!take(kString)) {
    return false;
  }
  if (field < fields_.size()) {
    values_[field].text = std::move(value);
  }
  return true;
}

bool FieldReader::take_number(double value) {
  const std::size_t field = current_;
  const bool whole = std::trunc(value) == value;
  if (!take(whole ? kNumber | kInteger : kNumber, value)) {
    return false;
  }
  if (field < fields_.size() && (value < fields_[field].low || value > fields_[field].high)) {
    return refuse(Complaint::out_of_range, fields_[field].name);
  }
  return true;
}

bool FieldReader::take(std::uint8_t types, double number) {
  if (open_.empty()) {
    return refuse(Complaint::wrong_type);
  }
  if (current_ < fields_.size()) {
    if ((fields_[current_].types & types) == 0) {
      return refuse(Complaint::wrong_type, fields_[current_].name);
    }
    values_[current_] = {.seen = true, .number = number, .text = {}};
    current_ = fields_.size();
  }
  return true;
}

bool FieldReader::descend(bool is_object) {
  if (static_cast<double>(open_.size()) >= max_depth_) {
    return refuse(Complaint::too_deep);
  }
  // The outermost object is no value of a field.
  if (!open_.empty() || !is_object) {
    const std::size_t field = current_;
    if (!take(is_object ? kObject : kArray, is_object ? 1 : 0)) {
      return false;
    }
    if (open_.size() == 1) {
      inside_ = field < fields_.size() && is_object ? fields_[field].name : std::string_view{};
    }
  }
  open_.push_back(is_object ? '{' : '[');
  return true;
}

bool FieldReader::refuse(Complaint why, std::string_view field) {
  if (!refused_) {
    refused_ = Refused{.why = why, .field = field};
  }
  return false;
}

}  // namespace tss::json
