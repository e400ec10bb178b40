// How other mail programs show an email, made in its HTML: in dark colours by its own styles or by the program's, and
// without pictures. For sanitised HTML that is only looked at; what comes out is as harmless as what goes in. Pure.
#pragma once

#include <string>
#include <string_view>

namespace audience::email {

// It says itself how it looks on dark: a media query for dark colours.
bool hasDarkStyles(std::string_view html);
// Its own rules for dark colours count always, or never.
std::string inScheme(std::string_view html, bool dark);

enum class Darkening {
    Partly, // light grounds and dark words are turned: Gmail on Android, Outlook.com
    Fully   // every colour is: Gmail on iPhone, Outlook for Windows
};
// As mail programs darken what has no dark styles: hues stay, lightness turns, pictures stay.
std::string darkened(std::string_view html, Darkening way);

// What stands in for pictures that are not loaded: a place of their size with the alternative text in it.
std::string withoutPictures(std::string_view html);

} // namespace audience::email
