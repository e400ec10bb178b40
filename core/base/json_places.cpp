#include "base/json_places.h"

#include "base/json.h"

#include <algorithm>

namespace audience {
namespace {

constexpr std::size_t kMostValues = 200'000, kDeepest = 512, kMostPointerBytes = 32 * 1024 * 1024;

class Reader {
public:
    Reader(std::string_view text, std::vector<JsonPlace> &places) : m_text(text), m_places(places) {}

    bool run() {
        blanks();
        return value("", m_at, 0);
    }

private:
    char here() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void blanks() {
        while (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r')
            ++m_at;
    }
    // The quoted text at m_at as it is written, quotes included.
    std::string_view quoted() {
        const std::size_t from = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_text.size());
        return m_text.substr(from, m_at - from);
    }
    static std::string step(std::string_view written) {
        const auto read = parseJson(written);
        std::string out = "/";
        for (const char c : read && read->is_string() ? read->get<std::string>() : std::string(written))
            out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
        return out;
    }
    bool value(const std::string &pointer, std::size_t name, std::size_t depth) {
        m_pointerBytes += pointer.size();
        if (depth > kDeepest || m_places.size() >= kMostValues || m_pointerBytes > kMostPointerBytes || m_at >= m_text.size())
            return false;
        const std::size_t index = m_places.size();
        m_places.push_back({pointer, m_at, m_at, name});
        bool isRead = true;
        if (here() == '{')
            isRead = object(pointer, depth);
        else if (here() == '[')
            isRead = list(pointer, depth);
        else if (here() == '"')
            quoted();
        else
            isRead = word();
        m_places[index].end = m_at;
        return isRead;
    }
    bool word() {
        const std::size_t from = m_at;
        while (m_at < m_text.size() && m_text.substr(m_at, 1).find_first_of(" \t\r\n,]}:\"") == std::string_view::npos)
            ++m_at;
        return m_at > from;
    }
    bool object(const std::string &pointer, std::size_t depth) {
        ++m_at;
        for (blanks(); here() != '}'; blanks()) {
            if (here() != '"')
                return false;
            const std::size_t name = m_at;
            const std::string next = pointer + step(quoted());
            blanks();
            if (here() != ':')
                return false;
            ++m_at;
            blanks();
            if (!value(next, name, depth + 1) || !more('}'))
                return false;
        }
        ++m_at;
        return true;
    }
    bool list(const std::string &pointer, std::size_t depth) {
        ++m_at;
        std::size_t index = 0;
        for (blanks(); here() != ']'; blanks())
            if (!value(pointer + "/" + std::to_string(index++), m_at, depth + 1) || !more(']'))
                return false;
        ++m_at;
        return true;
    }
    bool more(char end) {
        blanks();
        if (here() == ',') {
            ++m_at;
            return true;
        }
        return here() == end;
    }

    const std::string_view m_text;
    std::vector<JsonPlace> &m_places;
    std::size_t m_at = 0, m_pointerBytes = 0;
};

} // namespace

JsonPlaces::JsonPlaces(std::string_view json) {
    Reader reader(json, m_all);
    if (!reader.run())
        for (JsonPlace &place : m_all)
            place.end = std::max(place.end, place.at + 1);
}

const JsonPlace *JsonPlaces::find(std::string_view pointer) const {
    for (;;) {
        const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const JsonPlace &one) { return one.pointer == pointer; });
        if (found != m_all.end())
            return &*found;
        if (pointer.empty())
            return m_all.empty() ? nullptr : &m_all.front();
        pointer = pointer.substr(0, pointer.rfind('/') == std::string_view::npos ? 0 : pointer.rfind('/'));
    }
}

const JsonPlace *JsonPlaces::around(std::size_t at) const {
    const JsonPlace *best = nullptr;
    for (const JsonPlace &one : m_all)
        if (one.name <= at && at <= one.end)
            best = &one; // those that begin later lie within
    return best;
}

} // namespace audience
