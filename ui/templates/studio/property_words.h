// The one place for what people read about blocks: names and icons of kinds, layouts, properties and choices, and the
// words that new blocks begin with. Stateless, main thread.
#pragma once

#include "model/block_kinds.h"
#include "model/block_starters.h"

#include <QString>

namespace audience::ui {

QString kindName(std::string_view kind);        // "Heading"; of an unknown kind its own name
QString kindIcon(std::string_view kind);        // name of an icon
QString kindWords(std::string_view kind);       // what else it may be looked for by
QString layoutName(std::string_view layout);    // of model::starterLayouts()
QString layoutIcon(std::string_view layout);
QString propertyName(std::string_view kind, std::string_view property); // "Space around"; `kind` may also be "page", a group, ...
QString choiceName(std::string_view property, std::string_view choice); // "Centre"
QString unitOf(std::string_view kind, std::string_view property);       // "px", "%", "" for plain numbers
// What is used where the property is not set, as the compiler has it; 0: nothing in particular.
double usualNumber(std::string_view kind, std::string_view property);

// "section", "column" or a block's kind.
QString kindOf(const Json &part);
// Its name, else the first words in it, else what it is.
QString titleOf(const Json &part);
// The first words that stand in it; empty without any.
QString firstWords(const Json &part, int most = 60);

model::StarterWords starterWords(); // in the language of the window

} // namespace audience::ui
