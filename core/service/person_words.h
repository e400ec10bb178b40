// What columns of people are called in the languages their makers speak: the one home of these words. Pure.
#pragma once

#include "engine/column.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace audience::service {

enum class PersonField { FirstName, LastName, FullName, Email, Phone, Country, City, Birthday, Language };

// Plain words as name_words.h makes them, the likeliest first.
std::span<const std::string_view> wordsFor(PersonField field);
// How much a column is called like it; 0: not at all.
int personScore(std::string_view column, PersonField field);
// Called like any of them.
bool isAboutPerson(std::string_view column);
// The column that is called most like it; "" where none is.
std::string personColumn(const std::vector<engine::Field> &fields, PersonField field);
// The columns that make up a name, in the order they are read in.
std::vector<std::string> nameColumns(const std::vector<engine::Field> &fields);

} // namespace audience::service
