// Which events a condition is about: a name (or any), a dataset, a span of time and tests on properties.
#pragma once

#include "model/segment_condition.h"

namespace audience::model {

struct EventChoice {
    std::string name, dataset; // empty: any
    Window window;
    std::vector<FieldTest> where; // all of them
};

// Reads "name", "dataset", "window" and "where" of `json`; false with findings when one is malformed.
bool readEventChoice(const Json &json, const std::string &path, EventChoice &to, Findings &out);
void putEventChoice(Json &json, const EventChoice &choice);

} // namespace audience::model
