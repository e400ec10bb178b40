#include "movein/recognise.h"

#include "base/text.h"
#include "ingest/cell_shape.h"
#include "movein/record_reader.h"

#include <algorithm>
#include <charconv>

namespace audience::movein {

namespace {

bool hasColumn(const std::vector<std::string> &columns, std::string_view name) {
    if (name.ends_with('*')) {
        name.remove_suffix(1);
        return std::any_of(columns.begin(), columns.end(), [&](const std::string &one) { return one.starts_with(name); });
    }
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

bool hasAny(const std::vector<std::string> &columns, const Names &names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return hasColumn(columns, name); });
}

bool isNamed(std::string_view path, const Names &parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return path.find(part) != std::string_view::npos; });
}

std::optional<int> scoreOf(const Recipe &recipe, std::string_view path, const std::vector<std::string> &columns) {
    for (const std::string_view need : recipe.needs)
        if (!hasColumn(columns, need))
            return std::nullopt;
    int marks = 0;
    for (const std::string_view mark : recipe.oneOf)
        marks += hasColumn(columns, mark) ? 1 : 0;
    const bool fitsName = isNamed(path, recipe.named);
    if (isNamed(path, recipe.notNamed))
        return std::nullopt;
    if (recipe.nameIsEnough ? !fitsName && marks == 0 : marks == 0 || (!recipe.named.empty() && !fitsName))
        return std::nullopt;
    const bool hasEmail = hasAny(columns, recipe.email), hasKey = hasAny(columns, recipe.key);
    if (recipe.kind == FileKind::Suppressions ? !hasEmail : recipe.kind != FileKind::Known && !hasEmail && !hasKey)
        return std::nullopt;
    if (recipe.kind == FileKind::People && recipe.tool == Tool::Mailchimp && !hasEmail)
        return std::nullopt;
    if (recipe.kind == FileKind::History && !recipe.isWide && !hasAny(columns, recipe.time) && !hasColumn(columns, "activity"))
        return std::nullopt;
    return marks * 10 + (fitsName ? 5 : 0);
}

int countOf(std::string_view text, std::string_view mark) {
    int count = 0;
    for (std::size_t at = text.find(mark); at != std::string_view::npos && count < 1000; at = text.find(mark, at + mark.size()))
        ++count;
    return count;
}

std::vector<std::size_t> placesOf(const std::vector<std::string> &columns, const Names &names) {
    std::vector<std::size_t> places;
    for (const std::string_view name : names)
        if (const auto found = std::find(columns.begin(), columns.end(), name); found != columns.end())
            places.push_back(static_cast<std::size_t>(found - columns.begin()));
    return places;
}

bool isNothing(std::string_view text) {
    const std::string word = toLowerAscii(trimmed(text));
    return word.empty() || word == "[]" || word == "{}" || word == "false" || word == "0" || word == "null" || word == "none" || word == "no" || word == "nan";
}

// "Nov 21, 2026" as "2026-11-21".
std::string withNumberedMonth(std::string_view text) {
    constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
    const std::string folded = toLowerAscii(trimmed(text));
    if (folded.size() < 8 || !(folded[0] >= 'a' && folded[0] <= 'z'))
        return std::string(trimmed(text));
    const std::size_t month = kMonths.find(folded.substr(0, 3));
    const std::size_t day = folded.find_first_of("0123456789"), comma = folded.find(',');
    if (month == std::string_view::npos || month % 3 != 0 || day == std::string::npos || comma == std::string::npos || comma < day || comma - day > 2)
        return std::string(trimmed(text));
    const std::size_t year = folded.find_first_of("0123456789", comma);
    if (year == std::string::npos || year + 4 > folded.size())
        return std::string(trimmed(text));
    const auto two = [](std::string number) { return number.size() == 1 ? "0" + number : number; };
    std::string rest = folded.substr(year + 4);
    if (!rest.empty() && rest.front() == ',')
        rest.erase(0, 1);
    return folded.substr(year, 4) + '-' + two(std::to_string(month / 3 + 1)) + '-' + two(folded.substr(day, comma - day)) + rest;
}

} // namespace

std::vector<Fit> fitsOf(std::string_view path, const std::vector<std::string> &columns, std::optional<Tool> only) {
    const std::string folded = '/' + toLowerAscii(path);
    std::vector<Fit> fits;
    for (const Recipe &recipe : recipes()) {
        if (only && recipe.tool != *only)
            continue;
        if (std::any_of(fits.begin(), fits.end(), [&](const Fit &fit) { return fit.recipe->tool == recipe.tool; }))
            continue; // the first of a tool stands
        if (const auto score = scoreOf(recipe, folded, columns))
            fits.push_back({&recipe, *score});
    }
    std::stable_sort(fits.begin(), fits.end(), [](const Fit &a, const Fit &b) { return a.score > b.score; });
    return fits;
}

DialectMarks dialectMarks(std::string_view text) {
    DialectMarks marks;
    const auto add = [&](Tool tool, std::initializer_list<std::string_view> words) {
        for (const std::string_view word : words)
            marks.of[static_cast<int>(tool)] += countOf(text, word);
    };
    add(Tool::Mailchimp, {"*|", "mc:edit", "mc:repeatable"});
    add(Tool::Braze, {"${", "connected_content", "abort_message", "content_blocks."});
    add(Tool::Klaviyo, {"person|lookup", "{% unsubscribe", "{% manage_preferences", "{{ organization.", "{{organization.", "|lookup:", "{% elif", "{{ person.", "{{person.", "{% web_view", "|default:'"});
    add(Tool::CustomerIo, {"{{customer.", "{{ customer.", "{% if customer.", "customer[", "{{snippets.", "{{ snippets.", "{% unsubscribe_url %}", "{% view_in_browser_url %}", "{% manage_subscription_preferences_url %}"});
    // The address alone is the tag of Customer.io, and begins like Klaviyo's.
    marks.of[static_cast<int>(Tool::Klaviyo)] -= countOf(text, "{% unsubscribe_url %}");
    return marks;
}

std::optional<ReadTime> readTime(std::string_view text) {
    const std::string_view cell = trimmed(text);
    if (cell.empty())
        return std::nullopt;
    std::int64_t number = 0;
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    const bool isWhole = read.ec == std::errc() && (read.ptr == cell.data() + cell.size() || *read.ptr == '.');
    if (isWhole && cell.size() >= 9) {
        if (number >= 100'000'000 && number < 100'000'000'000)
            return ReadTime{Instant{number * kMicrosPerSecond}, false};
        if (number >= 100'000'000'000 && number < 100'000'000'000'000)
            return ReadTime{Instant{number * 1000}, false};
        if (read.ptr == cell.data() + cell.size())
            return std::nullopt;
    }
    std::string written = withNumberedMonth(cell);
    bool saysUtc = false;
    for (const std::string_view zone : {" UTC", " utc", " GMT", " gmt"})
        if (written.ends_with(zone)) {
            written.resize(written.size() - zone.size());
            saysUtc = true;
        }
    const auto time = ingest::parseDateTime(written, ingest::DateOrder::Ymd, false);
    if (!time)
        return std::nullopt;
    const std::int64_t micros = std::int64_t{time->date.days} * kMicrosPerDay + time->microsOfDay;
    return ReadTime{Instant{micros - time->offsetMicros.value_or(0)}, !time->offsetMicros && !saysUtc};
}

PeopleColumns::PeopleColumns(const Recipe &recipe, const std::vector<std::string> &columns) : m_recipe(recipe) { extend(columns); }

void PeopleColumns::extend(const std::vector<std::string> &columns) {
    m_names = columns;
    m_email = placesOf(columns, m_recipe.email);
    m_key = placesOf(columns, m_recipe.key);
    m_source = placesOf(columns, m_recipe.source);
    m_state = placesOf(columns, m_recipe.state);
    m_blocked = placesOf(columns, m_recipe.blocked);
    m_agreedAt = placesOf(columns, m_recipe.agreedAt);
    m_leftAt = placesOf(columns, m_recipe.leftAt);
    m_bouncedAt = placesOf(columns, m_recipe.bouncedAt);
    m_complainedAt = placesOf(columns, m_recipe.complainedAt);
}

std::string_view PeopleColumns::first(const Places &places, const std::vector<std::string> &values) {
    for (const std::size_t place : places)
        if (place < values.size())
            if (const std::string_view value = trimmed(values[place]); !value.empty())
                return value;
    return {};
}

PeopleColumns::Said PeopleColumns::said(const std::vector<std::string> &values) const {
    Said said;
    said.standing = m_recipe.standing;
    const std::string_view state = first(m_state, values);
    if (!state.empty() && !m_recipe.words.empty()) {
        const std::string word = toLowerAscii(state);
        auto found = std::find_if(m_recipe.words.begin(), m_recipe.words.end(), [&](const Word &one) { return one.text == word; });
        if (found == m_recipe.words.end() && word.find_first_of("[,\"") != std::string::npos) // a list of channels
            found = std::find_if(m_recipe.words.begin(), m_recipe.words.end(), [&](const Word &one) { return word.find(one.text) != std::string::npos; });
        if (found != m_recipe.words.end()) {
            said.standing = found->means;
        } else if (!isNothing(word)) {
            said.standing = word.find("unsub") != std::string::npos || word.find("opted_out") != std::string::npos ? Standing::Left : Standing::Silent;
            said.unclear = state;
        }
    }
    const std::string_view leftAt = first(m_leftAt, values), agreedAt = first(m_agreedAt, values);
    if (m_recipe.leftAtMeansLeft && state.empty() && !isNothing(leftAt))
        said.standing = Standing::Left;
    if (state.empty() && m_recipe.kind == FileKind::People && said.standing == Standing::Implied && !isNothing(agreedAt))
        said.standing = Standing::Agreed;
    const auto worse = [&](Standing standing, std::string_view at) {
        if (standing > said.standing) {
            said.standing = standing;
            said.at = at;
        }
    };
    said.at = said.standing == Standing::Agreed ? agreedAt : said.standing >= Standing::Left ? leftAt : std::string_view();
    const auto blockedFor = [&](std::string_view cell, Standing otherwise) {
        const std::string word = toLowerAscii(cell);
        Standing gravest = Standing::Silent;
        for (const Word &one : m_recipe.blockWords)
            if (word.find(one.text) != std::string::npos)
                gravest = std::max(gravest, one.means);
        return gravest == Standing::Silent ? otherwise : gravest;
    };
    if (const std::string_view blocked = first(m_blocked, values); !isNothing(blocked))
        worse(blockedFor(blocked, Standing::Blocked), leftAt);
    if (m_recipe.kind == FileKind::Suppressions && !state.empty())
        said.standing = blockedFor(state, m_recipe.standing);
    if (const std::string_view at = first(m_bouncedAt, values); !isNothing(at))
        worse(Standing::Bounced, at);
    if (const std::string_view at = first(m_complainedAt, values); !isNothing(at))
        worse(Standing::Complained, at);
    return said;
}

std::string PeopleColumns::nameOf(std::size_t column) const {
    std::string name = m_names[column];
    for (const std::string_view prefix : m_recipe.prefixes)
        if (name.starts_with(prefix) && name.size() > prefix.size()) {
            name.erase(0, prefix.size());
            break;
        }
    const auto isIn = [&](const Names &names, const std::string &one) {
        return std::any_of(names.begin(), names.end(), [&](std::string_view left) {
            return left.ends_with('*') ? one.starts_with(left.substr(0, left.size() - 1)) : one == left;
        });
    };
    if (isIn(m_recipe.email, m_names[column]))
        return "email";
    const bool isOwn = name != m_names[column] && m_names[column].starts_with("custom_attributes_"); // a person gave it that name
    if (!isOwn && (isIn(m_recipe.leaveOut, name) || isIn(m_recipe.leaveOut, m_names[column]) || isIn(m_recipe.key, m_names[column])))
        return {};
    return name == "id" || name == "email" ? name + "_2" : name; // those two are the move's own
}

bool PeopleColumns::isKey(std::size_t column) const { return std::find(m_key.begin(), m_key.end(), column) != m_key.end(); }

HistoryColumns::HistoryColumns(const Recipe &recipe, std::string_view path, const std::vector<std::string> &columns) : m_recipe(recipe) {
    std::vector<std::string> parts;
    for (std::string_view rest = path; !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of("/\\"), rest.size());
        parts.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!parts.empty()) {
        std::string stem = parts.back().substr(0, parts.back().find_last_of('.'));
        for (std::string &part : parts) {
            if (const std::size_t equals = part.find('='); equals != std::string::npos) // "event_type=users.messages.email.Open"
                part.erase(0, equals + 1);
            if (!m_kindOfPath)
                m_kindOfPath = pastKindFromText(part);
        }
        if (!m_kindOfPath)
            for (const std::string_view word : {"opens", "opened", "clicks", "clicked", "bounces", "bounced", "unsubscribes", "unsubscribed", "sent"})
                if (const std::string name = columnName(stem); name.starts_with(word) || name.ends_with(word)) {
                    m_kindOfPath = pastKindFromText(word);
                    break;
                }
        m_campaignOfPath = stem;
    }
    extend(columns);
}

void HistoryColumns::extend(const std::vector<std::string> &columns) {
    m_names = columns;
    m_email = placesOf(columns, m_recipe.email);
    m_key = placesOf(columns, m_recipe.key);
    m_event = placesOf(columns, m_recipe.event);
    m_time = placesOf(columns, m_recipe.time);
    m_campaign = placesOf(columns, m_recipe.campaign);
    m_message = placesOf(columns, m_recipe.message);
    m_link = placesOf(columns, m_recipe.link);
    m_machine = placesOf(columns, m_recipe.machine);
    m_bounceType = placesOf(columns, {"bounce_type", "attributes_event_properties_bounce_type", "event_properties_bounce_type", "type"});
    m_wide.clear();
    if (m_recipe.isWide)
        for (std::size_t i = 0; i < columns.size(); ++i) {
            std::string_view name = columns[i];
            if (name.ends_with("_at"))
                name.remove_suffix(3);
            if (const auto kind = pastKindFromText(name); kind && name != "open" && name != "click" && isOfEmail(name))
                m_wide.emplace_back(*kind, i);
        }
}

bool HistoryColumns::isUsable() const {
    if (m_email.empty() && m_key.empty())
        return false;
    return m_recipe.isWide ? !m_wide.empty() : !m_time.empty() && (!m_event.empty() || m_kindOfPath);
}

void HistoryColumns::facts(const std::vector<std::string> &values, std::vector<PastFact> &facts, std::string_view &other) const {
    const auto first = [&](const Places &places) -> std::string_view {
        for (const std::size_t place : places)
            if (place < values.size())
                if (const std::string_view value = trimmed(values[place]); !value.empty())
                    return value;
        return {};
    };
    PastFact fact;
    fact.email = first(m_email);
    fact.key = first(m_key);
    fact.campaign = first(m_campaign);
    if (fact.campaign.empty())
        fact.campaign = m_campaignOfPath;
    fact.message = first(m_message);
    if (m_recipe.isWide) {
        for (const auto &[kind, place] : m_wide)
            if (place < values.size() && !isNothing(values[place])) {
                fact.kind = kind;
                fact.at = trimmed(values[place]);
                facts.push_back(fact);
            }
        return;
    }
    const std::string_view word = first(m_event);
    std::optional<PastKind> kind;
    if (!word.empty() && isOfEmail(word))
        kind = pastKindFromText(word);
    if (!kind && (word.empty() || m_event.empty()))
        kind = m_kindOfPath;
    if (!kind) {
        other = word.empty() ? std::string_view("?") : word;
        return;
    }
    fact.kind = *kind;
    if (fact.kind == PastKind::Bounced || fact.kind == PastKind::HardBounced) {
        const std::string type = toLowerAscii(first(m_bounceType));
        if (type.find("soft") != std::string::npos)
            fact.kind = PastKind::Bounced;
        else if (type.find("hard") != std::string::npos)
            fact.kind = PastKind::HardBounced;
    }
    fact.at = first(m_time);
    fact.link = first(m_link);
    fact.isMachine = !isNothing(first(m_machine));
    facts.push_back(fact);
}

} // namespace audience::movein
