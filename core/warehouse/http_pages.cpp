#include "warehouse/http_pages.h"

#include "base/digest.h"
#include "base/text.h"
#include "net/url.h"

#include <algorithm>
#include <charconv>

namespace audience::warehouse {

namespace {

constexpr int kMostEmpty = 100;

// Of RFC 8288: <address>; rel="next", <address>; rel="last"
std::string nextOfLink(std::string_view header) {
    while (!header.empty()) {
        const std::size_t open = header.find('<'), close = header.find('>', open);
        if (open == std::string_view::npos || close == std::string_view::npos)
            return {};
        const std::size_t end = std::min(header.find('<', close), header.size());
        const std::string_view said = header.substr(close, end - close);
        if (said.find("rel=\"next\"") != std::string_view::npos || said.find("rel=next") != std::string_view::npos)
            return std::string(header.substr(open + 1, close - open - 1));
        header.remove_prefix(end);
    }
    return {};
}

// A text may say half of a character that takes two escapes, as one that was cut; the other half is nowhere, and no reader
// of JSON takes it. The sign of a character that cannot be read is as long.
void mendHalves(std::string &body) {
    const auto unitAt = [&](std::size_t at) {
        unsigned unit = 0;
        return at + 6 <= body.size() && body[at] == '\\' && body[at + 1] == 'u' && std::from_chars(body.data() + at + 2, body.data() + at + 6, unit, 16).ptr == body.data() + at + 6
                   ? unit
                   : 0;
    };
    for (std::size_t at = body.find('\\'); at != std::string::npos; at = body.find('\\', at)) {
        const unsigned unit = unitAt(at);
        const bool isFirst = unit >= 0xd800 && unit < 0xdc00, isSecond = unit >= 0xdc00 && unit < 0xe000;
        const unsigned other = isFirst ? unitAt(at + 6) : 0;
        if (isFirst && other >= 0xdc00 && other < 0xe000) {
            at += 12;
            continue;
        }
        if (isFirst || isSecond)
            body.replace(at, 6, "\\ufffd");
        at += 2; // behind what is escaped, which may be a backslash
    }
}

bool looksLikeJson(std::string_view text) {
    const auto begin = text.find_first_not_of(" \n\r\t");
    return begin != std::string_view::npos && (text[begin] == '{' || text[begin] == '[');
}

} // namespace

HttpPages::HttpPages(HttpSession &session, const HttpRecipe &recipe, const HttpTable &table, const std::string &after)
    : m_session(session), m_table(table), m_base(recipe.base + table.path), m_query(table.query) {
    if (!after.empty())
        for (auto [name, value] : table.afterQuery) {
            for (std::size_t at = value.find("{after}"); at != std::string::npos; at = value.find("{after}"))
                value.replace(at, 7, after);
            const auto same = std::find_if(m_query.begin(), m_query.end(), [&](const auto &one) { return one.first == name; });
            if (same == m_query.end())
                m_query.emplace_back(name, value);
            else
                same->second = value;
        }
    const bool counts = table.paging.kind == HttpPaging::Kind::Page || table.paging.kind == HttpPaging::Kind::Offset;
    m_count = table.paging.first;
    m_next = counts ? address(table.paging.query, std::to_string(m_count)) : address({}, {});
}

std::string HttpPages::address(const std::string &name, const std::string &value) const {
    std::string text = m_base;
    const auto add = [&](const std::string &key, const std::string &what) {
        text += (text.find('?') == std::string::npos ? '?' : '&') + net::percentEncode(key) + '=' + net::percentEncode(what);
    };
    for (const auto &[key, what] : m_query)
        if (key != name)
            add(key, what);
    if (!name.empty())
        add(name, value);
    return text;
}

Result<std::optional<std::string>> HttpPages::next(const CancelToken &cancel) {
    if (m_next.empty())
        return std::optional<std::string>();
    // A service that leads round in a circle, or on and on to nothing, would never end.
    if (m_empty > kMostEmpty || !m_asked.insert(toHex(sha256(m_next))).second)
        return Error(ErrorKind::Corrupt, "source.pages_repeat").with("host", m_session.host());
    auto got = m_session.get(std::exchange(m_next, {}), cancel);
    // Behind a page that was not full there may be none, which some services call a wrong request.
    if (!got && m_wasShort && (got.error().id == "source.table_gone" || got.error().id == "source.refused"))
        return std::optional<std::string>();
    TRY_ASSIGN(HttpAnswer answer, std::move(got));
    m_bytes += static_cast<std::int64_t>(answer.body.size());
    // Nor would one that gives the same rows whatever is counted up.
    const bool isCounted = m_table.paging.kind == HttpPaging::Kind::Page || m_table.paging.kind == HttpPaging::Kind::Offset;
    if (std::string digest = toHex(sha256(answer.body)); isCounted && m_empty == 0 && std::exchange(m_before, digest) == digest)
        return Error(ErrorKind::Corrupt, "source.pages_repeat").with("host", m_session.host());
    if (constexpr std::string_view kMark = "\xef\xbb\xbf"; answer.body.starts_with(kMark))
        answer.body.erase(0, kMark.size());
    mendHalves(answer.body);
    // The page that a hotel shows before it lets anybody through says 200, too.
    if (!looksLikeJson(answer.body))
        return Error(ErrorKind::Network, "source.not_json").with("host", m_session.host());
    m_headers = std::move(answer.headers);
    return std::optional(std::move(answer.body));
}

void HttpPages::took(const JsonSlice &answer, std::int64_t rows) {
    const HttpPaging &paging = m_table.paging;
    m_empty = rows == 0 ? m_empty + 1 : 0;
    switch (paging.kind) {
    case HttpPaging::Kind::None:
        break;
    case HttpPaging::Kind::Link:
        m_next = nextOfLink(net::headerValue(m_headers, "Link"));
        break;
    case HttpPaging::Kind::Address: {
        const JsonSlice place = answer.at(paging.from);
        m_next = place.kind() == JsonSlice::Kind::Text ? place.text() : std::string();
        break;
    }
    case HttpPaging::Kind::Cursor: {
        const JsonSlice place = answer.at(paging.from);
        const bool isWord = place.kind() == JsonSlice::Kind::Text || place.kind() == JsonSlice::Kind::Number;
        if (isWord && !place.text().empty())
            m_next = address(paging.query, place.text());
        break;
    }
    case HttpPaging::Kind::Page:
    case HttpPaging::Kind::Offset:
        // Only a page without rows is the last: a service may give fewer than it is asked for, or keep some of a page to itself.
        // With an offset the next ones are behind those that came; so none is passed over, though some may come twice.
        if (rows == 0)
            break;
        m_wasShort = rows < std::max(paging.step, m_perPage);
        m_perPage = std::max(m_perPage, rows);
        m_count += paging.kind == HttpPaging::Kind::Page ? 1 : rows;
        m_next = address(paging.query, std::to_string(m_count));
        break;
    }
    // An address may be told without its server.
    if (!m_next.empty() && m_next.front() == '/')
        if (const auto url = net::Url::parse(m_base))
            m_next = url->origin() + m_next;
}

} // namespace audience::warehouse
