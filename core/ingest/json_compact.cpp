#include "ingest/json_line.h"

#include <algorithm>
#include <cstddef>

namespace audience::ingest {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Writes what it is given without blanks, and takes back members whose name comes again. Any bytes may come.
class Compacting {
public:
    explicit Compacting(std::string &out) : m_out(out) {}

    void write(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (m_inText) {
                m_out += c;
                if (c == '\\' && i + 1 < text.size()) {
                    m_out += text[++i];
                    m_hasEscapes = true;
                } else if (c == '"') {
                    endText();
                }
            } else if (!isBlank(c)) {
                part(c);
            }
        }
    }

private:
    struct Member {
        std::size_t begin = 0, nameEnd = 0; // of the quotes of its name
    };
    struct Container {
        bool isObject = false, awaitsName = false;
        std::size_t firstMember = 0;
    };

    void part(char c) {
        Container *inside = m_open.empty() ? nullptr : &m_open.back();
        if (c == '"') {
            m_inText = true;
            if (inside && inside->awaitsName)
                m_members.push_back({m_out.size(), 0});
        } else if (c == '{' || c == '[') {
            m_open.push_back({c == '{', c == '{', m_members.size()});
        } else if (c == ',' && inside) {
            inside->awaitsName = inside->isObject;
        } else if ((c == '}' || c == ']') && inside) {
            if (inside->isObject)
                endObject(inside->firstMember);
            m_open.pop_back();
        }
        m_out += c;
    }

    void endText() {
        m_inText = false;
        if (m_open.empty() || !m_open.back().awaitsName)
            return;
        m_open.back().awaitsName = false;
        m_members.back().nameEnd = m_out.size();
    }

    std::string nameOf(const Member &member) const {
        const std::string_view written = std::string_view(m_out).substr(member.begin + 1, member.nameEnd - member.begin - 2);
        std::string name;
        if (m_hasEscapes)
            appendUnescaped(written, name);
        else
            name = written;
        return name;
    }

    // Whether a name of the object comes twice, without a copy of any.
    bool mayRepeat(std::size_t first) const {
        constexpr std::size_t kFew = 16;
        if (m_hasEscapes || m_members.size() - first > kFew)
            return m_members.size() - first > 1;
        const std::string_view out = m_out;
        for (std::size_t i = first; i < m_members.size(); ++i)
            for (std::size_t k = i + 1; k < m_members.size(); ++k)
                if (out.substr(m_members[i].begin, m_members[i].nameEnd - m_members[i].begin) == out.substr(m_members[k].begin, m_members[k].nameEnd - m_members[k].begin))
                    return true;
        return false;
    }

    void endObject(std::size_t first) {
        if (m_members.size() > first && m_members.back().nameEnd == 0) // a name that never ended
            m_members.pop_back();
        if (mayRepeat(first)) {
            std::vector<std::pair<std::string, std::size_t>> names;
            for (std::size_t i = first; i < m_members.size(); ++i)
                names.emplace_back(nameOf(m_members[i]), i);
            std::sort(names.begin(), names.end());
            std::vector<std::size_t> older;
            for (std::size_t i = 0; i + 1 < names.size(); ++i)
                if (names[i].first == names[i + 1].first)
                    older.push_back(names[i].second);
            std::sort(older.rbegin(), older.rend());
            for (const std::size_t at : older) // from behind, so that the places before stay
                m_out.erase(m_members[at].begin, m_members[at + 1].begin - m_members[at].begin);
        }
        m_members.resize(first);
    }

    std::string &m_out;
    std::vector<Container> m_open;
    std::vector<Member> m_members; // of all objects that are open, the inner ones last
    bool m_inText = false, m_hasEscapes = false;
};

} // namespace

void appendCompact(std::string_view nested, std::string &out) { Compacting(out).write(nested); }

} // namespace audience::ingest
