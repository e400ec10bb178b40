// In which groups the panel shows the properties of a part: the most used first, the rest under "More". Nothing that the
// tables know is left out but the name, the lock and where a part was saved, which stand in the head. Stateless.
#pragma once

#include "model/block_kinds.h"

#include <QString>

#include <vector>

namespace audience::ui {

struct PropertyGroup {
    QString title; // empty: none
    std::vector<model::BlockProperty> properties;
    bool isMore = false;
};

// `kind`: "page", "section", "column" or a kind of block; blocks of an unknown kind have what is common to all.
std::vector<PropertyGroup> propertyGroups(std::string_view kind);

} // namespace audience::ui
