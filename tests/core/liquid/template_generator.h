// Makes random templates and data for the differential run against the reference implementation.
// Only what version 5.4.0 of it has, and does as later versions do.
#pragma once

#include "base/json.h"
#include "base/rng.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience::test {

class TemplateGenerator {
public:
    explicit TemplateGenerator(std::uint64_t seed) : m_rng(seed) {}
    // `sloppy` markup breaks the strict grammar now and then.
    std::string make(bool sloppy);
    Json data();

private:
    std::string pick(std::initializer_list<std::string_view> choices);
    bool chance(int percent) { return m_rng.below(100) < static_cast<std::uint64_t>(percent); }
    std::string block(int depth);
    std::string tag(int depth);
    std::string open();
    std::string close();
    std::string output();
    std::string expression();
    std::string path();
    std::string literal();
    std::string number();
    std::string text();
    std::string filters();
    std::string filter();
    std::string condition();
    std::string loop();
    std::string noise();
    Json value(int depth);

    SeededRng m_rng;
    bool m_sloppy = false;
};

} // namespace audience::test
