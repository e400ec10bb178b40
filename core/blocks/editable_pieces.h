// Pieces of text and Liquid with their marks, in order; text of the same marks is one piece. Internal to what is written
// on a canvas. Owner: one reading.
#pragma once

#include "base/json.h"

#include <string_view>

namespace audience::blocks {

// Of a span: all but what it says.
Json marksOf(const Json &span);

class Pieces {
public:
    void add(std::string_view words, const Json &marks);
    void addLiquid(std::string_view liquid, const Json &marks) { put("liquid", liquid, marks); }
    void endLine() { m_ends = !m_spans.empty(); } // what comes next stands on a line of its own
    // The end of a line that a browser puts behind the last words shows nothing.
    Json take(bool dropsLastBreak);
    bool empty() const { return m_spans.empty(); }
    bool hasEnded() const { return m_ends; }

private:
    void put(const char *what, std::string_view words, const Json &marks);
    Json m_spans = Json::array();
    bool m_ends = false;
};

} // namespace audience::blocks
