// The short words of the window for the core's stable names: states, facts, reasons, types. Sentences
// are sentences.h's business.
#pragma once

#include <QString>

#include <string_view>

namespace audience::ui {

QString campaignStateWord(std::string_view state); // "sending" -> "Sending"
QString emailStateWord(std::string_view state);    // "in_doubt" -> "Not sure", "delivered" -> "Delivered"
QString reasonWord(std::string_view reason);       // "no_consent" -> "No consent to the topic"
QString definitionWord(std::string_view kind);     // "saved_block" -> "saved block"; others stay
QString typeWord(std::string_view type);           // "int64" -> "whole number"
QString roleWord(std::string_view role);           // "profiles" -> "people"
// A column's or event's name as a person would write it: "last_order" -> "last order".
QString plainName(std::string_view name);
QString zoneName(std::string_view id); // "America/New_York" -> "America/New York"; UTC by all its names is "UTC"

} // namespace audience::ui
