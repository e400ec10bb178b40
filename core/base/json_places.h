// Where the values of a JSON text stand: from JSON pointer to place and back, for findings in an editor. The text has to
// be JSON (parseJson() takes it); of other text it gives what it can. Stateless, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience {

struct JsonPlace {
    std::string pointer; // RFC 6901; "" is the whole
    std::size_t at = 0, end = 0;
    std::size_t name = 0; // of its name in an object; elsewhere `at`
};

class JsonPlaces {
public:
    // Behind 512 levels, 200,000 values or names too long for 32 MB of pointers: nothing.
    explicit JsonPlaces(std::string_view json);
    // The value, or the nearest one around it that is there; nullptr only where there is nothing at all.
    const JsonPlace *find(std::string_view pointer) const;
    // The innermost value (with its name) that holds this byte.
    const JsonPlace *around(std::size_t at) const;
    const std::vector<JsonPlace> &all() const { return m_all; } // by where they begin

private:
    std::vector<JsonPlace> m_all;
};

} // namespace audience
