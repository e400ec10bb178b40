// Colours as CSS and HTML attributes write them, and how well one reads on another (WCAG 2.2).
// Stateless, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace audience::email {

struct Rgb {
    std::uint8_t red = 0, green = 0, blue = 0;
    friend bool operator==(const Rgb &, const Rgb &) = default;
};

// "#39c", "#3399cc", "rgb(51, 153, 204)", "navy". Nothing for what is not opaque or not known here.
std::optional<Rgb> colourOf(std::string_view text);
// From 1 to 21.
double contrast(Rgb one, Rgb other);

} // namespace audience::email
