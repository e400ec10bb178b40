// Time as the program sees it. Storage and arithmetic are UTC microseconds; zones are qbase's business.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace audience {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

// A moment: microseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t micros = 0;
    friend constexpr auto operator<=>(const Instant &, const Instant &) = default;
};
constexpr Instant operator+(Instant t, std::chrono::microseconds d) { return {t.micros + d.count()}; }
constexpr Instant operator-(Instant t, std::chrono::microseconds d) { return {t.micros - d.count()}; }
constexpr std::chrono::microseconds operator-(Instant a, Instant b) {
    return std::chrono::microseconds(a.micros - b.micros);
}

// A calendar day without a zone, as days since 1970-01-01 (proleptic Gregorian).
struct CivilDate {
    std::int32_t days = 0;
    friend constexpr auto operator<=>(const CivilDate &, const CivilDate &) = default;
};
struct YearMonthDay {
    int year = 1970, month = 1, day = 1;
};
CivilDate civilFromYmd(YearMonthDay ymd);
YearMonthDay ymdFromCivil(CivilDate date);
bool isValidYmd(YearMonthDay ymd);

// "2026-11-21T09:00:00Z"; fractions only when there are any (3 or 6 digits).
std::string toIso(Instant instant);
std::string toIso(CivilDate date);
// Accepts "YYYY-MM-DD[T ]HH:MM[:SS[.ffffff]][Z|+hh:mm]"; without a zone it is UTC. A bare date is midnight.
std::optional<Instant> instantFromIso(std::string_view text);
std::optional<CivilDate> civilFromIso(std::string_view text);

// The clocks of the program: wall time for facts and schedules, steady time for intervals.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    virtual std::chrono::microseconds steady() const = 0;
    virtual void sleepFor(std::chrono::microseconds duration) = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override;
    std::chrono::microseconds steady() const override;
    void sleepFor(std::chrono::microseconds duration) override;
};

// Moves only when told to; sleepFor() advances it.
class FakeClock final : public Clock {
public:
    explicit FakeClock(Instant start) : m_now(start) {}
    Instant now() const override { return m_now; }
    std::chrono::microseconds steady() const override { return m_steady; }
    void sleepFor(std::chrono::microseconds duration) override { advance(duration); }
    void advance(std::chrono::microseconds duration) {
        m_now = m_now + duration;
        m_steady += duration;
    }
    void set(Instant now) { m_now = now; }

private:
    Instant m_now;
    std::chrono::microseconds m_steady{0};
};

} // namespace audience
