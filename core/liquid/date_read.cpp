#include "base/text.h"
#include "liquid/date.h"
#include "liquid/filters.h"
#include "liquid/number_text.h"
#include "liquid/scanner.h"

#include <vector>

namespace audience::liquid {

namespace {

struct Found {
    std::optional<int> year, month, day, hour, minute, second, weekday;
    int micros = 0;
    std::optional<int> offset;
    std::string zoneName;
};

struct Part {
    enum class Kind { Number, Word, Mark };
    Kind kind = Kind::Mark;
    std::string_view text;
    int number = 0;
};

std::vector<Part> partsOf(std::string_view text) {
    std::vector<Part> parts;
    for (std::size_t at = 0; at < text.size() && parts.size() < 64;) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
        const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
        std::size_t end = at;
        Part part;
        if (isDigit(text[at])) {
            part.kind = Part::Kind::Number;
            while (end < text.size() && isDigit(text[end]))
                ++end;
        } else if (isLetter(text[at])) {
            part.kind = Part::Kind::Word;
            while (end < text.size() && isLetter(text[end]))
                ++end;
        } else {
            end = at + 1;
        }
        part.text = text.substr(at, end - at);
        if (part.kind == Part::Kind::Number)
            part.number = part.text.size() > 9 ? -1 : static_cast<int>(integerPrefix(part.text));
        parts.push_back(part);
        at = end;
    }
    return parts;
}

// The position of a word's first three letters in a list of names.
std::optional<int> nameIndex(std::string_view word, std::string_view names) {
    if (word.size() < 3)
        return std::nullopt;
    for (std::size_t i = 0; i + 3 <= names.size(); i += 3)
        if (names.substr(i, 3) == word.substr(0, 3))
            return static_cast<int>(i / 3);
    return std::nullopt;
}

std::optional<int> namedOffset(std::string_view word) {
    static constexpr std::pair<std::string_view, int> kZones[] = {
        {"z", 0},    {"utc", 0},  {"gmt", 0},  {"est", -5}, {"edt", -4}, {"cst", -6},
        {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}, {"cet", 1},
        {"cest", 2}, {"bst", 1},  {"eet", 2},  {"eest", 3}, {"jst", 9},  {"msk", 3}};
    for (const auto &[name, hours] : kZones)
        if (name == word)
            return hours * 3600;
    return std::nullopt;
}

class Reader {
public:
    explicit Reader(std::vector<Part> parts) : m_parts(std::move(parts)) {}

    bool read(Found &found) {
        bool any = false;
        while (m_at < m_parts.size()) {
            if (time(found) || numericDate(found) || monthName(found) || zone(found)) {
                any = true;
                continue;
            }
            if (is(Part::Kind::Word)) {
                const auto weekday = nameIndex(m_parts[m_at].text, "sunmontuewedthufrisat");
                if (weekday) {
                    found.weekday = weekday;
                    any = true;
                }
            }
            ++m_at;
        }
        return any;
    }

private:
    bool is(Part::Kind kind, std::size_t ahead = 0) const {
        return m_at + ahead < m_parts.size() && m_parts[m_at + ahead].kind == kind;
    }
    bool isMark(char c, std::size_t ahead = 0) const {
        return is(Part::Kind::Mark, ahead) && m_parts[m_at + ahead].text[0] == c;
    }
    bool isWord(std::string_view word, std::size_t ahead = 0) const {
        return is(Part::Kind::Word, ahead) && m_parts[m_at + ahead].text == word;
    }
    int number(std::size_t ahead = 0) const { return m_parts[m_at + ahead].number; }
    std::size_t digits(std::size_t ahead = 0) const { return m_parts[m_at + ahead].text.size(); }

    void halfDay(Found &found) {
        const bool am = isWord("am") || isWord("a"), pm = isWord("pm") || isWord("p");
        if (!am && !pm)
            return;
        found.hour = *found.hour % 12 + (pm ? 12 : 0);
        ++m_at;
    }

    bool time(Found &found) {
        if (!is(Part::Kind::Number) || digits() > 2 || found.hour)
            return false;
        if (isWord("am", 1) || isWord("pm", 1)) {
            found.hour = number();
            ++m_at;
            halfDay(found);
            return true;
        }
        if (!isMark(':', 1) || !is(Part::Kind::Number, 2))
            return false;
        found.hour = number();
        found.minute = number(2);
        m_at += 3;
        if (isMark(':') && is(Part::Kind::Number, 1)) {
            found.second = number(1);
            m_at += 2;
            if ((isMark('.') || isMark(',')) && is(Part::Kind::Number, 1)) {
                std::string fraction(m_parts[m_at + 1].text.substr(0, 6));
                fraction.resize(6, '0');
                found.micros = static_cast<int>(integerPrefix(fraction));
                m_at += 2;
            }
        }
        halfDay(found);
        if (isMark('+') || isMark('-'))
            offset(found);
        return true;
    }

    bool offset(Found &found) {
        const int sign = isMark('-') ? -1 : 1;
        if (!is(Part::Kind::Number, 1))
            return false;
        int hours = number(1), minutes = 0;
        const std::size_t size = digits(1);
        m_at += 2;
        if (size == 4) {
            minutes = hours % 100;
            hours /= 100;
        } else if (isMark(':') && is(Part::Kind::Number, 1)) {
            minutes = number(1);
            m_at += 2;
        }
        if (hours >= 0 && hours < 100 && minutes >= 0 && minutes < 60)
            found.offset = sign * (hours * 3600 + minutes * 60);
        return true;
    }

    bool zone(Found &found) {
        if (!is(Part::Kind::Word) || found.offset || !found.hour)
            return false;
        const auto seconds = namedOffset(m_parts[m_at].text);
        if (!seconds)
            return false;
        found.offset = seconds;
        // Like the reference, only UTC keeps a name; of the others the offset stays.
        found.zoneName = isWord("z") || isWord("utc") || isWord("gmt") ? "UTC" : "";
        ++m_at;
        return true;
    }

    static int fullYear(int year, std::size_t size) {
        return size <= 2 ? year + (year >= 69 ? 1900 : 2000) : year;
    }

    bool numericDate(Found &found) {
        if (!is(Part::Kind::Number) || found.day)
            return false;
        if (digits() == 8 && !found.year) {
            const int value = number();
            found.year = value / 10000;
            found.month = value / 100 % 100;
            found.day = value % 100;
            ++m_at;
            if (isWord("t") && is(Part::Kind::Number, 1) && digits(1) == 6) {
                const int clock = number(1);
                found.hour = clock / 10000;
                found.minute = clock / 100 % 100;
                found.second = clock % 100;
                m_at += 2;
            }
            return true;
        }
        const char mark = is(Part::Kind::Mark, 1) ? m_parts[m_at + 1].text[0] : '\0';
        if ((mark != '-' && mark != '/' && mark != '.') || !is(Part::Kind::Number, 2))
            return false;
        if (!isMark(mark, 3) || !is(Part::Kind::Number, 4)) {
            if (mark == '.')
                return false;
            // year and month, or month and day
            const bool yearFirst = digits() > 2;
            found.year = yearFirst ? std::optional<int>(number()) : found.year;
            found.month = yearFirst ? number(2) : number();
            found.day = yearFirst ? 1 : number(2);
            m_at += 3;
            return true;
        }
        // The day comes first where the year stands last.
        const bool yearLast = digits(4) > 2 && digits() <= 2;
        const std::size_t yearAt = yearLast ? 4 : 0, dayAt = yearLast ? 0 : 4;
        found.year = fullYear(number(yearAt), digits(yearAt));
        found.month = number(2);
        found.day = number(dayAt);
        m_at += 5;
        if (isWord("t"))
            ++m_at;
        return true;
    }

    void skipOrdinal() {
        if (isWord("st") || isWord("nd") || isWord("rd") || isWord("th"))
            ++m_at;
    }

    // "14 March 2016", "14th of March", "March 14, 2016", "March 2016"
    bool monthName(Found &found) {
        if (found.month)
            return false;
        std::size_t ahead = 0;
        const bool dayFirst = is(Part::Kind::Number) && digits() <= 2;
        if (dayFirst) {
            ahead = 1;
            while (isWord("st", ahead) || isWord("nd", ahead) || isWord("rd", ahead) ||
                   isWord("th", ahead) || isWord("of", ahead) || isMark('-', ahead))
                ++ahead;
        }
        if (!is(Part::Kind::Word, ahead))
            return false;
        const auto month =
            nameIndex(m_parts[m_at + ahead].text, "janfebmaraprmayjunjulaugsepoctnovdec");
        if (!month)
            return false;
        found.month = *month + 1;
        if (dayFirst)
            found.day = number();
        m_at += ahead + 1;
        if (isMark('.') || isMark('-') || isMark(','))
            ++m_at;
        if (!dayFirst && is(Part::Kind::Number) && digits() <= 2 && !isMark(':', 1)) {
            found.day = number();
            ++m_at;
            skipOrdinal();
            if (isMark(','))
                ++m_at;
        }
        if (isMark('\''))
            ++m_at;
        if (is(Part::Kind::Number) && !isMark(':', 1)) {
            found.year = fullYear(number(), digits());
            ++m_at;
        }
        return true;
    }

    std::vector<Part> m_parts;
    std::size_t m_at = 0;
};

} // namespace

ZonedTime inZone(Instant instant, const RenderOptions &options) {
    return {instant, options.zone ? options.zone(instant) : Zone{}};
}

ZonedTime fromLocal(std::int64_t localMicros, const RenderOptions &options) {
    if (!options.zone)
        return {Instant{localMicros}, Zone{}};
    // The offset at the local time read as UTC is right except near a change; look once more.
    Instant instant{localMicros};
    for (int i = 0; i < 2; ++i)
        instant =
            Instant{localMicros - inZone(instant, options).zone.offsetSeconds * kMicrosPerSecond};
    return inZone(instant, options);
}

namespace {

bool twoDigits(std::string_view text, std::size_t at, int &value) {
    const auto high = static_cast<unsigned>(text[at] - '0'),
               low = static_cast<unsigned>(text[at + 1] - '0');
    value = static_cast<int>(high * 10 + low);
    return high < 10 && low < 10;
}

// "2016-03-14" and "2016-03-14T05:06:07" (or with a blank), then nothing, "Z" or an offset of hours
// and minutes, which is how data has dates; all else takes the long way.
std::optional<ZonedTime> readIso(std::string_view text, const RenderOptions &options) {
    int century = 0, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (text.size() < 10 || text[4] != '-' || text[7] != '-' || !twoDigits(text, 0, century) ||
        !twoDigits(text, 2, year) || !twoDigits(text, 5, month) || !twoDigits(text, 8, day))
        return std::nullopt;
    const YearMonthDay ymd{century * 100 + year, month, day};
    if (!isValidYmd(ymd))
        return std::nullopt;
    const std::int64_t midnight = civilFromYmd(ymd).days * kMicrosPerDay;
    if (text.size() == 10)
        return fromLocal(midnight, options);
    if (text.size() < 19 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' ||
        text[16] != ':' || !twoDigits(text, 11, hour) || !twoDigits(text, 14, minute) ||
        !twoDigits(text, 17, second) || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    const std::int64_t local = midnight + (hour * 3600LL + minute * 60 + second) * kMicrosPerSecond;
    const std::string_view zone = text.substr(19);
    if (zone.empty())
        return fromLocal(local, options);
    if (zone == "Z")
        return ZonedTime{Instant{local}, {0, "UTC"}};
    int hours = 0, minutes = 0;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' ||
        !twoDigits(zone, 1, hours) || !twoDigits(zone, 4, minutes))
        return std::nullopt;
    const int offset = (zone[0] == '-' ? -60 : 60) * (hours * 60 + minutes);
    return ZonedTime{Instant{local - offset * kMicrosPerSecond}, {offset, {}}};
}

} // namespace

std::optional<ZonedTime> readDate(std::string_view text, const RenderOptions &options) {
    if (auto iso = readIso(text, options))
        return iso;
    const std::string lower = toLowerAscii(text);
    const std::string_view trimmedText = trimmed(lower);
    if (trimmedText.empty() || trimmedText.size() > 128)
        return std::nullopt;
    if (lower == "now" || lower == "today")
        return inZone(options.now, options);
    if (lower.find_first_not_of("0123456789") == std::string::npos && lower.size() < 13)
        return inZone(Instant{integerPrefix(lower) * kMicrosPerSecond}, options);
    if (trimmedText.front() == '-' &&
        trimmedText.find_first_not_of("0123456789", 1) == std::string_view::npos)
        return std::nullopt;
    Found found;
    if (!Reader(partsOf(trimmedText)).read(found))
        return std::nullopt;
    const ZonedTime now = inZone(options.now, options);
    const std::int64_t localNow = now.instant.micros + now.zone.offsetSeconds * kMicrosPerSecond;
    auto days = static_cast<std::int32_t>(
        (localNow - (localNow % kMicrosPerDay + kMicrosPerDay) % kMicrosPerDay) / kMicrosPerDay);
    if (found.year || found.month || found.day) {
        const YearMonthDay today = ymdFromCivil({days});
        const YearMonthDay ymd{found.year.value_or(today.year),
                               found.month.value_or(found.day ? today.month : 1),
                               found.day.value_or(1)};
        if (!isValidYmd(ymd) || ymd.year > 9999)
            return std::nullopt;
        days = civilFromYmd(ymd).days;
    } else if (found.weekday) {
        const int weekday = ((days % 7) + 7 + 4) % 7;
        days += *found.weekday - weekday;
    }
    const int hour = found.hour.value_or(0), minute = found.minute.value_or(0);
    const int second = found.second.value_or(0);
    if (hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return std::nullopt;
    const std::int64_t local = days * kMicrosPerDay +
                               (hour * 3600LL + minute * 60 + second) * kMicrosPerSecond +
                               found.micros;
    if (!found.offset)
        return fromLocal(local, options);
    ZonedTime result;
    result.instant = Instant{local - *found.offset * kMicrosPerSecond};
    result.zone = {*found.offset, found.zoneName};
    return result;
}

namespace {

bool date(FilterContext &context, Value &value, const FilterArguments &arguments) {
    const std::string_view format = context.textOf(arguments.at(0));
    std::optional<ZonedTime> time;
    switch (value.kind()) {
    case Value::Kind::Text:
        time = readDate(value.asText(), context.options);
        break;
    case Value::Kind::Int:
        if (value.asInt() < 253402300800LL && value.asInt() > -62135596800LL)
            time = inZone(Instant{value.asInt() * kMicrosPerSecond}, context.options);
        break;
    case Value::Kind::Instant:
        time = inZone(value.asInstant(), context.options);
        break;
    case Value::Kind::Date:
        time = fromLocal(value.asDate().days * kMicrosPerDay, context.options);
        break;
    default:
        break;
    }
    if (format.empty() || !time)
        return true;
    // A conversion prints at most about a thousand characters.
    if (!context.work(format.size() / 8 + 8))
        return false;
    formatDate(*time, format, context.scratch);
    value = context.finishText(arguments.at(0).isSafe());
    return !context.hasFault();
}

} // namespace

std::vector<Filter> dateFilters() {
    return {{"date", date, 1, 1}};
}

} // namespace audience::liquid
