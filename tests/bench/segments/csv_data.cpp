#include "csv_data.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <unordered_map>

namespace audience::bench {

using engine::ColumnType;
using engine::DenseColumn;

namespace {

std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// "2026-11-21 00:00:00[.ffffff]"; one day is parsed once for all events of it.
class Times {
public:
    std::int64_t micros(std::string_view text) {
        if (text.substr(0, 10) != m_date) {
            m_date = text.substr(0, 10);
            m_start = std::int64_t{civilFromIso(m_date).value_or(CivilDate{}).days} * kMicrosPerDay;
        }
        const std::int64_t seconds =
            number(text.substr(11, 2)) * 3600 + number(text.substr(14, 2)) * 60 + number(text.substr(17, 2));
        return m_start + seconds * kMicrosPerSecond;
    }

private:
    std::string m_date;
    std::int64_t m_start = 0;
};

// "12.5" -> 1250
std::int64_t cents(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos)
        return number(text) * 100;
    const std::string_view fraction = text.substr(point + 1);
    return number(text.substr(0, point)) * 100 + number(fraction) * (fraction.size() == 1 ? 10 : 1);
}

template <std::size_t N, class Row> bool eachRow(const std::string &path, Row row) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line))
        return false;
    while (std::getline(file, line)) {
        std::array<std::string_view, N> cells;
        std::string_view rest(line);
        for (std::size_t i = 0; i < N; ++i) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            cells[i] = rest.substr(0, comma);
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        row(cells);
    }
    return true;
}

std::uint8_t codeOf(std::vector<std::string> &texts, std::string_view text) {
    const auto found = std::find(texts.begin(), texts.end(), text);
    const auto code = static_cast<std::uint8_t>(found - texts.begin());
    if (found == texts.end())
        texts.emplace_back(text);
    return code;
}

class Provider final : public engine::ColumnProvider {
public:
    explicit Provider(std::shared_ptr<const CsvData> data) : m_data(std::move(data)) {}

    Result<DenseColumn> profileColumn(const std::string &field) override {
        const Profiles &people = m_data->profiles;
        if (field == "age")
            return engine::denseFromInts(ColumnType::Int64, 0, people.ages, {});
        if (field == "consent")
            return engine::denseFromInts(ColumnType::Bool, 0, people.consents, {});
        if (field == "last_seen")
            return engine::denseFromInts(ColumnType::Instant, 0, people.lastSeen, {});
        const auto &texts = field == "country" ? people.countries : people.cities;
        engine::DictionaryBuilder dictionary;
        std::vector<std::uint32_t> codes;
        codes.reserve(texts.size());
        for (const std::string &text : texts)
            codes.push_back(dictionary.codeOf(text));
        return engine::denseFromCodes(ColumnType::Text, std::move(codes), dictionary.finish(), {});
    }
    Result<engine::EventSpine> spine(const std::string &, const std::string &name) override {
        std::vector<Ordinal> profiles;
        std::vector<std::int64_t> micros;
        for (const std::uint32_t row : rowsOf(name)) {
            profiles.push_back(m_data->events.profiles[row]);
            micros.push_back(m_data->events.micros[row]);
        }
        return engine::makeSpine(std::move(profiles), std::move(micros));
    }
    Result<DenseColumn> eventColumn(const std::string &, const std::string &name,
                                    const std::string &field) override {
        const std::vector<std::uint32_t> rows = rowsOf(name);
        const Events &events = m_data->events;
        if (field == "amount") {
            std::vector<std::int64_t> cents;
            for (const std::uint32_t row : rows)
                cents.push_back(events.cents[row]);
            return engine::denseFromInts(ColumnType::Decimal, 2, cents, {});
        }
        auto dictionary = std::make_shared<engine::Dictionary>();
        for (const std::string &text : events.categoryTexts)
            dictionary->append(text);
        std::vector<std::uint32_t> codes;
        for (const std::uint32_t row : rows)
            codes.push_back(events.categories[row]);
        return engine::denseFromCodes(ColumnType::Text, std::move(codes), std::move(dictionary), {});
    }

private:
    std::vector<std::uint32_t> rowsOf(const std::string &name) const {
        const Events &events = m_data->events;
        const auto code = std::find(events.nameTexts.begin(), events.nameTexts.end(), name) - events.nameTexts.begin();
        std::vector<std::uint32_t> rows;
        for (std::uint32_t row = 0; row < events.names.size(); ++row)
            if (events.names[row] == code)
                rows.push_back(row);
        std::stable_sort(rows.begin(), rows.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return events.micros[a] < events.micros[b]; });
        return rows;
    }
    std::shared_ptr<const CsvData> m_data;
};

} // namespace

Result<CsvData> readCsv(const std::string &directory) {
    CsvData data;
    Profiles &people = data.profiles;
    std::unordered_map<std::int64_t, Ordinal> ordinals;
    Times times;
    const std::string profiles = directory + "/profiles.csv", events = directory + "/events.csv";
    if (!eachRow<7>(profiles, [&](const auto &cells) {
            people.ids.push_back(number(cells[0]));
            ordinals.emplace(people.ids.back(), static_cast<Ordinal>(people.ids.size() - 1));
            people.countries.emplace_back(cells[2]);
            people.cities.emplace_back(cells[3]);
            people.ages.push_back(number(cells[4]));
            people.consents.push_back(cells[5] == "true");
            people.lastSeen.push_back(times.micros(cells[6]));
        }))
        return Error(ErrorKind::Io, "bench.unreadable").with("path", profiles);
    if (!eachRow<5>(events, [&](const auto &cells) {
            const auto who = ordinals.find(number(cells[0]));
            if (who == ordinals.end())
                return;
            data.events.profiles.push_back(who->second);
            data.events.micros.push_back(times.micros(cells[1]));
            data.events.names.push_back(codeOf(data.events.nameTexts, cells[2]));
            data.events.categories.push_back(codeOf(data.events.categoryTexts, cells[3]));
            data.events.cents.push_back(cents(cells[4]));
        }))
        return Error(ErrorKind::Io, "bench.unreadable").with("path", events);
    return data;
}

engine::Snapshot makeSnapshot(std::shared_ptr<const CsvData> data) {
    engine::Schema schema;
    schema.profileFields = {{"country", ColumnType::Text, 0}, {"city", ColumnType::Text, 0},
                            {"age", ColumnType::Int64, 0},    {"consent", ColumnType::Bool, 0},
                            {"last_seen", ColumnType::Instant, 0}};
    schema.events = {{"events", 1, {{"category", ColumnType::Text, 0}, {"amount", ColumnType::Decimal, 2}},
                      data->events.nameTexts}};
    engine::Bitmap members(data->profiles.ids.size());
    for (Ordinal i = 0; i < members.size(); ++i)
        members.add(i);
    return engine::Snapshot(1, std::move(schema), std::move(members), std::make_shared<Provider>(std::move(data)));
}

} // namespace audience::bench
