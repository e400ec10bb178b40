#include "service/corner_address_book.h"

#include "async/parallel.h"
#include "base/text.h"
#include "email/address.h"
#include "service/session.h"

#include <algorithm>
#include <utility>

namespace audience::service {

namespace {

// Looking through all addresses for one that is known is cheaper than hashing all of them, so many times.
constexpr int kLooksBeforeIndex = 8;
constexpr Ordinal kNobody = 0xffffffff;

std::uint64_t markOf(const Sha256 &hash) {
    std::uint64_t mark = 0;
    for (std::size_t i = 0; i < sizeof mark; ++i)
        mark = mark << 8 | hash[i];
    return mark;
}

// Whether folding letters is all that its key does to it.
bool isPlain(std::string_view address) {
    return std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '['; });
}

} // namespace

Result<void> AddressBook::load() {
    m_isLoaded = true;
    auto people = People::load(m_session);
    if (!people)
        return people.error().id == "data.no_people" ? Result<void>() : Result<void>(people.error());
    if (!people->dataset().emailField.empty()) {
        TRY_ASSIGN(m_addresses, people->column(people->dataset().emailField));
        if (!m_addresses->dictionary)
            m_addresses.reset(); // numbers are no addresses
    }
    m_people.emplace(*std::move(people));
    return {};
}

Result<const People *> AddressBook::people() {
    if (!m_isLoaded)
        TRY(load());
    return m_addresses ? &*m_people : nullptr;
}

bool AddressBook::hasAddress(std::uint32_t code, const Sha256 &address) const {
    return sha256(email::addressKey(m_addresses->dictionary->at(code))) == address;
}

void AddressBook::index() {
    const engine::Dictionary &texts = *m_addresses->dictionary;
    constexpr std::size_t kPiece = 4'096;
    m_index.resize(texts.size());
    parallelFor((texts.size() + kPiece - 1) / kPiece, computeThreads(), [&](std::size_t piece, int) {
        for (std::size_t code = piece * kPiece; code < std::min(texts.size(), (piece + 1) * kPiece); ++code)
            m_index[code] = {markOf(sha256(email::addressKey(texts.at(static_cast<std::uint32_t>(code))))), static_cast<std::uint32_t>(code)};
    });
    std::sort(m_index.begin(), m_index.end(), [](const Entry &a, const Entry &b) { return a.mark < b.mark; });
    std::vector<Ordinal> members;
    m_people->snapshot().members().forEach([&](Ordinal person) {
        members.push_back(person);
        return true;
    });
    m_first.assign(texts.size(), kNobody);
    m_next.assign(m_addresses->size, kNobody);
    for (auto person = members.rbegin(); person != members.rend(); ++person)
        if (*person < m_addresses->size && m_addresses->isValid(*person)) {
            Ordinal &first = m_first[static_cast<std::size_t>(m_addresses->intAt(*person))];
            m_next[*person] = std::exchange(first, *person);
        }
}

std::vector<Ordinal> AddressBook::withCodes(const std::vector<std::uint32_t> &codes) const {
    std::vector<Ordinal> people;
    if (codes.empty())
        return people;
    if (!m_index.empty()) {
        for (const std::uint32_t code : codes)
            for (Ordinal person = m_first[code]; person != kNobody; person = m_next[person])
                people.push_back(person);
        std::sort(people.begin(), people.end());
        return people;
    }
    m_people->snapshot().members().forEach([&](Ordinal person) {
        if (person < m_addresses->size && m_addresses->isValid(person) &&
            std::find(codes.begin(), codes.end(), static_cast<std::uint32_t>(m_addresses->intAt(person))) != codes.end())
            people.push_back(person);
        return true;
    });
    return people;
}

Result<std::vector<Ordinal>> AddressBook::behind(const Sha256 &address, Ordinal hint) {
    TRY_ASSIGN(const People *known, people());
    if (!known)
        return std::vector<Ordinal>();
    const engine::Dictionary &texts = *m_addresses->dictionary;
    std::vector<std::uint32_t> codes;
    const bool isHintRight = hint < m_addresses->size && m_addresses->isValid(hint) &&
                             hasAddress(static_cast<std::uint32_t>(m_addresses->intAt(hint)), address);
    if (isHintRight && m_index.empty() && ++m_looked <= kLooksBeforeIndex) {
        const std::string key = email::addressKey(texts.at(static_cast<std::uint32_t>(m_addresses->intAt(hint))));
        for (std::uint32_t code = 0; code < texts.size(); ++code) {
            const std::string_view text = texts.at(code);
            if (isPlain(text) ? equalsAscii(text, key) : email::addressKey(text) == key)
                codes.push_back(code);
        }
        return withCodes(codes);
    }
    if (m_index.empty())
        index();
    const std::uint64_t mark = markOf(address);
    auto one = std::lower_bound(m_index.begin(), m_index.end(), mark, [](const Entry &entry, std::uint64_t wanted) { return entry.mark < wanted; });
    for (; one != m_index.end() && one->mark == mark; ++one)
        if (hasAddress(one->code, address))
            codes.push_back(one->code);
    return withCodes(codes);
}

} // namespace audience::service
