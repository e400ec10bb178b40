#include "base/cron.h"

#include "base/text.h"

#include <array>
#include <optional>

namespace audience {

namespace {

struct Field {
    int least, most;
    std::vector<std::string_view> names; // from the least one on
};

const std::array<Field, 5> &fields() {
    static const std::array<Field, 5> all{
        Field{0, 59, {}}, Field{0, 23, {}}, Field{1, 31, {}},
        Field{1, 12, {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}},
        Field{0, 7, {"sun", "mon", "tue", "wed", "thu", "fri", "sat"}}};
    return all;
}

std::vector<std::string> split(std::string_view text, std::string_view separators, bool keepsEmpty) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (separators.find(c) == std::string_view::npos)
            parts.back() += c;
        else if (keepsEmpty || !parts.back().empty())
            parts.emplace_back();
    }
    if (!keepsEmpty && parts.back().empty())
        parts.pop_back();
    return parts;
}

std::optional<int> numberOf(std::string_view text) {
    if (text.empty() || text.size() > 3)
        return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<int> valueOf(const Field &field, const std::string &text) {
    for (std::size_t i = 0; i < field.names.size(); ++i)
        if (toLowerAscii(text) == field.names[i])
            return field.least + static_cast<int>(i);
    const auto value = numberOf(text);
    return value && *value >= field.least && *value <= field.most ? value : std::nullopt;
}

// "*", "5", "mon-fri", "*/10", "8-18/2"; false: not to be read.
bool take(const Field &field, const std::string &part, std::bitset<64> &into) {
    const auto slash = part.find('/');
    const std::string range = part.substr(0, slash);
    std::optional<int> step = 1, from = field.least, until = field.most;
    if (slash != std::string::npos)
        step = numberOf(std::string_view(part).substr(slash + 1));
    const auto dash = range.find('-');
    if (range != "*") {
        from = valueOf(field, range.substr(0, dash));
        until = dash != std::string::npos ? valueOf(field, range.substr(dash + 1)) : from;
    }
    if (!step || *step == 0 || !from || !until || *until < *from || (slash != std::string::npos && range != "*" && dash == std::string::npos))
        return false;
    for (int value = *from; value <= *until; value += *step)
        into.set(static_cast<std::size_t>(value));
    return true;
}

} // namespace

Result<CronTimes> CronTimes::parse(std::string_view text) {
    const auto bad = [&](const std::string &at) { return Error(ErrorKind::Invalid, "campaign.bad_cron").with("text", std::string(text)).with("at", at); };
    const auto parts = split(text, " \t", false);
    if (parts.size() != fields().size())
        return bad(parts.size() > fields().size() ? parts[fields().size()] : std::string());
    std::array<std::bitset<64>, 5> values;
    for (std::size_t i = 0; i < parts.size(); ++i)
        for (const std::string &part : split(parts[i], ",", true))
            if (!take(fields()[i], part, values[i]))
                return bad(parts[i]);
    CronTimes times;
    times.m_anyDay = parts[2].front() == '*';
    times.m_anyWeekday = parts[4].front() == '*';
    for (std::size_t day = 1; day <= 31; ++day)
        times.m_days[day] = values[2][day];
    for (std::size_t month = 1; month <= 12; ++month)
        times.m_months[month] = values[3][month];
    for (std::size_t weekday = 0; weekday < 7; ++weekday)
        times.m_weekdays[weekday] = values[4][weekday] || (weekday == 0 && values[4][7]);
    for (int hour = 0; hour < 24; ++hour)
        for (int minute = 0; minute < 60; ++minute)
            if (values[1][static_cast<std::size_t>(hour)] && values[0][static_cast<std::size_t>(minute)])
                times.m_times.push_back(hour * 60 + minute);
    return times;
}

bool CronTimes::isOn(CivilDate date) const {
    const YearMonthDay ymd = ymdFromCivil(date);
    if (!m_months[static_cast<std::size_t>(ymd.month)])
        return false;
    const bool isDay = m_days[static_cast<std::size_t>(ymd.day)];
    const bool isWeekday = m_weekdays[static_cast<std::size_t>(((date.days + 4) % 7 + 7) % 7)]; // 1970-01-01 was a Thursday
    return m_anyDay || m_anyWeekday ? isDay && isWeekday : isDay || isWeekday;
}

} // namespace audience
