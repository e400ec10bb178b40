#include "engine/extend.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_map>

namespace audience::engine {

namespace {

template <class T>
std::vector<T> interleaved(const std::vector<T> &old, const std::vector<T> &more,
                           std::span<const std::uint32_t> places) {
    std::vector<T> all;
    all.reserve(old.size() + more.size());
    auto from = old.begin();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto to = old.begin() + static_cast<std::ptrdiff_t>(places[i]);
        all.insert(all.end(), from, to);
        all.push_back(more[i]);
        from = to;
    }
    all.insert(all.end(), from, old.end());
    return all;
}

bool bitAt(const std::vector<std::uint64_t> &bits, std::size_t row) {
    return (bits[row >> 6] >> (row & 63) & 1) != 0;
}

// Where the new rows all come last, as they mostly do, the old words are copied as they are.
std::vector<std::uint64_t> interleavedBits(const std::vector<std::uint64_t> &old, std::size_t oldRows,
                                           const std::vector<std::uint64_t> &more,
                                           std::span<const std::uint32_t> places) {
    const std::size_t first = places.empty() ? oldRows : places.front();
    std::vector<std::uint64_t> all(old.begin(), old.begin() + static_cast<std::ptrdiff_t>((first + 63) / 64));
    if (first % 64 != 0)
        all.back() &= (std::uint64_t{1} << first % 64) - 1;
    all.resize((oldRows + places.size() + 63) / 64);
    std::size_t to = first, from = first;
    const auto put = [&](bool bit) {
        all[to >> 6] |= std::uint64_t{bit} << (to & 63);
        ++to;
    };
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (; from < places[i]; ++from)
            put(bitAt(old, from));
        put(bitAt(more, i));
    }
    for (; from < oldRows; ++from)
        put(bitAt(old, from));
    return all;
}

std::vector<std::uint64_t> allSet(std::size_t rows) {
    std::vector<std::uint64_t> bits((rows + 63) / 64, ~std::uint64_t{0});
    if (rows % 64 != 0)
        bits.back() = (std::uint64_t{1} << rows % 64) - 1;
    return bits;
}

// The values of `more` as the old column would hold them; false when one does not fit.
template <class T>
bool asRaw(const DenseColumn &old, const std::vector<std::int64_t> &values, const DenseColumn &more,
           std::vector<T> &raw) {
    raw.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!more.isValid(i))
            continue;
        const std::uint64_t distance =
            static_cast<std::uint64_t>(values[i]) - static_cast<std::uint64_t>(old.base);
        const auto factor = static_cast<std::uint64_t>(old.factor);
        if (values[i] < old.base || distance % factor != 0 ||
            distance / factor > std::numeric_limits<T>::max())
            return false;
        raw[i] = static_cast<T>(distance / factor);
    }
    return true;
}

// The codes of `more` in the dictionary of `all`, which grows by the texts it lacks.
std::vector<std::int64_t> recoded(const DenseColumn &more, DenseColumn &all) {
    std::unordered_map<std::string_view, std::uint32_t> known;
    auto dictionary = std::make_shared<Dictionary>(*all.dictionary);
    for (std::uint32_t code = 0; code < all.dictionary->size(); ++code)
        known.emplace(all.dictionary->at(code), code);
    std::vector<std::int64_t> codes(more.dictionary->size());
    for (std::uint32_t code = 0; code < codes.size(); ++code) {
        const auto found = known.find(more.dictionary->at(code));
        codes[code] = found != known.end() ? found->second : dictionary->append(more.dictionary->at(code));
    }
    std::vector<std::int64_t> values(more.size);
    for (std::size_t row = 0; row < more.size; ++row)
        if (more.isValid(row))
            values[row] = codes[static_cast<std::size_t>(more.intAt(row))];
    all.dictionary = std::move(dictionary);
    return values;
}

} // namespace

std::vector<std::uint32_t> placesAmong(const EventSpine &old, std::span<const std::int64_t> micros) {
    std::vector<std::uint32_t> places;
    places.reserve(micros.size());
    for (const std::int64_t time : micros) {
        if (old.size() == 0 || old.timeAt(old.size() - 1) <= time)
            places.push_back(static_cast<std::uint32_t>(old.size()));
        else
            places.push_back(static_cast<std::uint32_t>(old.firstAt(time + 1)));
    }
    return places;
}

EventSpine extendSpine(const EventSpine &old, std::span<const Ordinal> profiles,
                       std::span<const std::int64_t> micros, std::span<const std::uint32_t> places) {
    std::vector<Ordinal> people =
        interleaved(old.profiles, std::vector<Ordinal>(profiles.begin(), profiles.end()), places);
    std::vector<std::uint32_t> seconds;
    if (old.micros.empty() && old.size() > 0)
        for (const std::int64_t time : micros) {
            const std::uint64_t distance =
                static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(old.baseMicros);
            if (time < old.baseMicros || distance % kMicrosPerSecond != 0 ||
                distance / kMicrosPerSecond > std::numeric_limits<std::uint32_t>::max())
                break;
            seconds.push_back(static_cast<std::uint32_t>(distance / kMicrosPerSecond));
        }
    if (old.micros.empty() && seconds.size() == micros.size()) {
        EventSpine spine;
        spine.profiles = std::move(people);
        spine.baseMicros = old.baseMicros;
        spine.seconds = interleaved(old.seconds, seconds, places);
        return spine;
    }
    std::vector<std::int64_t> times(old.size());
    for (std::size_t i = 0; i < old.size(); ++i)
        times[i] = old.timeAt(i);
    return makeSpine(std::move(people),
                     interleaved(times, std::vector<std::int64_t>(micros.begin(), micros.end()), places));
}

std::optional<DenseColumn> extendColumn(const DenseColumn &old, const DenseColumn &more,
                                        std::span<const std::uint32_t> places) {
    if (old.type != more.type || old.scale != more.scale || more.size != places.size())
        return std::nullopt;
    DenseColumn all;
    all.type = old.type;
    all.scale = old.scale;
    all.width = old.width;
    all.size = old.size + more.size;
    all.base = old.base;
    all.factor = old.factor;
    all.dictionary = old.dictionary;
    if (!old.valid.empty() || !more.valid.empty())
        all.valid = interleavedBits(old.valid.empty() ? allSet(old.size) : old.valid, old.size,
                                    more.valid.empty() ? allSet(more.size) : more.valid, places);
    if (old.width == DenseColumn::Width::F64) {
        all.f64 = interleaved(old.f64, more.f64, places);
        return all;
    }
    if (old.width == DenseColumn::Width::Bit) {
        all.bits = interleavedBits(old.bits, old.size, more.bits, places);
        return all;
    }
    std::vector<std::int64_t> values;
    if (old.dictionary) {
        values = recoded(more, all);
    } else {
        values.resize(more.size);
        for (std::size_t row = 0; row < more.size; ++row)
            values[row] = more.intAt(row);
    }
    const auto extend = [&](const auto &from, auto &to) {
        std::decay_t<decltype(from)> raw;
        if (!asRaw(old, values, more, raw))
            return false;
        to = interleaved(from, raw, places);
        return true;
    };
    bool fits = true;
    switch (old.width) {
    case DenseColumn::Width::U8:
        fits = extend(old.u8, all.u8);
        break;
    case DenseColumn::Width::U16:
        fits = extend(old.u16, all.u16);
        break;
    case DenseColumn::Width::U32:
        fits = extend(old.u32, all.u32);
        break;
    default:
        all.i64 = interleaved(old.i64, values, places);
    }
    return fits ? std::optional(std::move(all)) : std::nullopt;
}

} // namespace audience::engine
