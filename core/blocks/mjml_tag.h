// The attributes of one tag of MJML on their way into a block document. Internal to the importer.
// Owner: whoever reads the tag; the node must outlive it.
#pragma once

#include "base/text.h"
#include "blocks/mjml_tree.h"
#include "model/block_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace audience::blocks {

using Attributes = std::map<std::string, std::string>;

inline std::optional<double> leadingNumber(std::string_view text) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

// A number within what the document allows, whole where it is whole.
inline Json numberWithin(double value, double low, double high) {
    const double inside = std::clamp(value, low, high);
    const double rounded = std::round(inside * 100) / 100;
    return rounded == std::floor(rounded) ? Json(static_cast<std::int64_t>(rounded)) : Json(rounded);
}

inline std::string fullColour(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, const char *>, 14> kNames{
        {{"white", "#ffffff"}, {"black", "#000000"}, {"red", "#ff0000"}, {"green", "#008000"}, {"blue", "#0000ff"}, {"gray", "#808080"}, {"grey", "#808080"},
         {"silver", "#c0c0c0"}, {"navy", "#000080"}, {"yellow", "#ffff00"}, {"orange", "#ffa500"}, {"purple", "#800080"}, {"maroon", "#800000"}, {"teal", "#008080"}}};
    const std::string lower = toLowerAscii(trimmed(text));
    for (const auto &[name, hex] : kNames)
        if (lower == name)
            return hex;
    return model::isHexColour(lower) ? lower : std::string();
}

// Attributes of one tag with what the head and classes say; what nobody took is kept for the way back.
class Tag {
public:
    Tag(const MjmlNode &node, const std::map<std::string, Attributes> &defaults, const std::map<std::string, Attributes> &classes) : m_node(node) {
        const auto merge = [this](const std::map<std::string, Attributes> &from, const std::string &key) {
            if (const auto found = from.find(key); found != from.end())
                for (const auto &[name, value] : found->second)
                    m_all[name] = value;
        };
        merge(defaults, "mj-all");
        Attributes forAll;
        forAll.swap(m_all); // most of it is not meant for this tag
        merge(defaults, node.name);
        for (const auto &[name, value] : node.attributes)
            if (name == "mj-class")
                for (std::size_t from = 0; from < value.size();) {
                    const std::size_t to = std::min(value.find(' ', from), value.size());
                    merge(classes, value.substr(from, to - from));
                    from = to + 1;
                }
        for (const auto &[name, value] : node.attributes)
            if (name != "mj-class")
                m_all[name] = value;
        for (const auto &[name, value] : m_all)
            m_left.push_back(name);
        m_all.merge(forAll);
    }
    std::string take(const std::string &name, std::string_view fallback = {}) {
        m_left.erase(std::remove(m_left.begin(), m_left.end(), name), m_left.end());
        const auto found = m_all.find(name);
        return found == m_all.end() ? std::string(fallback) : found->second;
    }
    bool has(const std::string &name) const { return m_all.count(name) > 0; }
    void colour(Json &to, const char *member, const std::string &name, std::string_view fallback = {}) {
        const std::string given = has(name) ? m_all.at(name) : std::string(fallback);
        const std::string colour = fullColour(given);
        if (colour.empty())
            return; // stays among what is kept
        take(name);
        to[member] = colour;
    }
    void number(Json &to, const char *member, const std::string &name, double low, double high, std::string_view fallback = {}) {
        if (const auto value = leadingNumber(has(name) ? m_all.at(name) : fallback)) {
            take(name);
            to[member] = numberWithin(*value, low, high);
        }
    }
    void text(Json &to, const char *member, const std::string &name, std::string_view fallback = {}) {
        if (const std::string value = take(name, fallback); !value.empty())
            to[member] = value;
    }
    void font(Json &to) {
        std::string families = take("font-family", "Ubuntu, Helvetica, Arial, sans-serif");
        if (model::isFontList(families))
            to["font"] = families;
    }
    void box(Json &to, const char *member, const std::string &name, std::string_view fallback) {
        std::array<double, 4> sides{};
        std::vector<double> given;
        const std::string all = take(name, fallback);
        for (std::size_t from = 0; from < all.size();) {
            const std::size_t end = std::min(all.find(' ', from), all.size());
            if (const auto value = leadingNumber(std::string_view(all).substr(from, end - from)))
                given.push_back(*value);
            from = end + 1;
        }
        if (given.empty())
            given.push_back(0);
        for (std::size_t i = 0; i < 4; ++i)
            sides[i] = i < given.size() ? given[i] : i == 3 && given.size() > 1 ? given[1] : i == 2 ? given[0] : given[given.size() > 1 ? 1 : 0];
        if (name == "padding") {
            const std::array<const char *, 4> names{"padding-top", "padding-right", "padding-bottom", "padding-left"};
            for (std::size_t i = 0; i < 4; ++i)
                if (const auto value = leadingNumber(take(names[i])))
                    sides[i] = *value;
        }
        Json list = Json::array();
        for (const double side : sides)
            list.push_back(numberWithin(side, 0, 200));
        to[member] = list[0] == list[1] && list[1] == list[2] && list[2] == list[3] ? list[0] : list;
    }
    // Names of what nobody took, in order.
    void keep(Json &to) const {
        Json kept = to.value("mjml", Json::object()); // what it has already goes first
        for (const std::string &name : m_left)
            if (!kept.contains(name))
                kept[name] = m_all.at(name);
        if (!kept.empty())
            to["mjml"] = std::move(kept);
    }
    const std::vector<std::string> &left() const { return m_left; }
    const MjmlNode &node() const { return m_node; }

private:
    const MjmlNode &m_node;
    Attributes m_all;
    std::vector<std::string> m_left;
};

} // namespace audience::blocks
