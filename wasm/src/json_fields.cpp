#include "json_fields.hpp"

#include <cmath>
#include <utility>

namespace tss::json {

std::optional<Refused> FieldReader::read(std::string_view text) {
  current_ = fields_.size();
  const bool whole = nlohmann::json::sax_parse(text.data(), text.data() + text.size(), this);
  if (!whole && !refused_) {
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

bool FieldReader::key(std::string& name) {
  current_ = fields_.size();
  const bool outer = depth_ == 1;
  if (!outer && (depth_ != 2 || inside_.empty())) {
    return true;
  }
  const std::string_view where = outer ? std::string_view{} : inside_;
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (fields_[i].name == name && fields_[i].inside == where) {
      current_ = i;
      break;
    }
  }
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
  if (depth_ == 0) {
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

bool FieldReader::descend(std::uint8_t type) {
  if (depth_ == max_depth_) {
    return refuse(Complaint::too_deep);
  }
  if (depth_ == 0) {
    if (type != kObject) {
      return refuse(Complaint::wrong_type);
    }
  } else {
    const std::size_t field = current_;
    if (!take(type, type == kObject ? 1 : 0)) {
      return false;
    }
    if (depth_ == 1) {
      inside_ = field < fields_.size() && type == kObject ? fields_[field].name : "";
    }
  }
  ++depth_;
  return true;
}

bool FieldReader::ascend() {
  --depth_;
  // Elements of an array have no key: nothing known follows until the next one.
  current_ = fields_.size();
  return true;
}

bool FieldReader::refuse(Complaint why, std::string_view field) {
  if (!refused_) {
    refused_ = Refused{.why = why, .field = field};
  }
  return false;
}

}  // namespace tss::json
