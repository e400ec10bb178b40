// Members of a condition's JSON read with findings at the path of the member at fault. Internal to model.
#pragma once

#include "model/field_test.h"

#include <initializer_list>

namespace audience::model {

void report(Findings &out, std::string_view id, const std::string &path,
            std::vector<std::pair<std::string, std::string>> args = {});
// Members that no reader of this version looks at would silently change what the rule means.
bool knowsAll(const Json &json, std::initializer_list<std::string_view> known, const std::string &path,
              Findings &out);
// An optional string member; false with a finding when it is something else.
bool readText(const Json &json, const char *name, const std::string &path, std::string &to, Findings &out);
std::optional<TestOp> readOp(const Json &json, const std::string &path, Findings &out);
// "value" or "values", as the operator asks.
bool readValues(const Json &json, TestOp op, const std::string &path, std::vector<Json> &to, Findings &out);
void putValues(Json &json, TestOp op, const std::vector<Json> &values);

} // namespace audience::model
