#include "service/edge_people.h"

#include "base/rng.h"
#include "base/text.h"
#include "email/text_length.h"
#include "service/audience_question.h"
#include "service/email_renderer.h"
#include "service/person_words.h"
#include "service/session.h"
#include "service/studio_service.h"

#include <algorithm>
#include <optional>
#include <set>

namespace audience::service {
namespace {

constexpr std::uint64_t kSeed = 20'261'122; // the same people every time
constexpr std::size_t kFieldsNamed = 3;

struct Column {
    std::string field;
    std::shared_ptr<const engine::DenseColumn> values;
    bool isOfName = false;
};

// A letter of Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin, in UTF-8.
bool isRightToLeft(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]);
        const auto c = i + 2 < text.size() ? static_cast<unsigned char>(text[i + 2]) : 0U;
        const bool isTwo = (a >= 0xd7 && a <= 0xdf && b >= 0x80 && b < 0xc0) || (a == 0xd6 && b >= 0xbe && b < 0xc0); // U+05BE to U+07FF
        const bool isThree = a == 0xe0 && b >= 0xa0 && b <= 0xa3;                                                     // U+0800 to U+08FF
        const bool isForm = a == 0xef && ((b == 0xac && c >= 0x9d) || b == 0xad || b == 0xae || b == 0xaf || b == 0xb9 || b == 0xba || b == 0xbb);
        if (isTwo || isThree || isForm)
            return true;
    }
    return false;
}

// How much of a name may be taken for markup, and by which sign.
std::pair<int, std::string> oddness(std::string_view name) {
    static constexpr std::pair<std::string_view, int> kSigns[] = {{"<", 6}, {"{{", 5}, {"&", 4}, {"\"", 3}, {"'", 2}, {"\xe2\x80\x99", 1}};
    for (const auto &[sign, weight] : kSigns)
        if (name.find(sign) != std::string_view::npos)
            return {weight, std::string(sign)};
    return {0, {}};
}

class Finder {
public:
    Finder(Session &session, const model::EmailTemplate &email, People people) : m_session(session), m_email(email), m_people(std::move(people)) {}

    Result<std::vector<EdgePerson>> find(const CancelToken &cancel, int sampled) {
        TRY(readColumns());
        TRY(look(cancel));
        TRY(lookAtSizes(cancel, sampled));
        return std::move(m_found);
    }

private:
    Result<void> readColumns() {
        const std::vector<std::string> names = nameColumns(m_people.dataset().fields);
        std::vector<std::string> fields = names;
        for (const std::string &field : EmailRenderer::usedFields(m_email))
            if (!EmailRenderer::isOwnName(field) && m_people.hasField(field)) {
                m_used.insert(field);
                if (std::find(fields.begin(), fields.end(), field) == fields.end())
                    fields.push_back(field);
            }
        for (const std::string &field : fields) {
            TRY_ASSIGN(auto values, m_people.column(field));
            m_columns.push_back({field, std::move(values), std::find(names.begin(), names.end(), field) != names.end()});
        }
        return {};
    }

    // One walk over everybody: the best of each kind, the first of those that are as good.
    Result<void> look(const CancelToken &cancel) {
        struct Best {
            std::optional<Ordinal> person;
            std::size_t rank = 0;
            std::string detail;
            void take(Ordinal who, std::size_t value, std::string words) {
                if (value > rank)
                    person = who, rank = value, detail = std::move(words);
            }
        } longest, emptiest, rightToLeft, odd;
        std::optional<Error> stopped;
        std::size_t seen = 0;
        m_people.snapshot().members().forEach([&](Ordinal person) {
            if (seen++ % 4096 == 0)
                if (auto go = cancel.check(); !go) {
                    stopped = go.error();
                    return false;
                }
            std::string name;
            std::vector<std::string> empty;
            for (const Column &column : m_columns) {
                const engine::Cell cell = cellOf(*column.values, person);
                const auto *words = std::get_if<std::string>(&cell);
                if (std::holds_alternative<std::monostate>(cell) || (words && trimmed(*words).empty())) {
                    if (m_used.count(column.field) != 0)
                        empty.push_back(column.field);
                    continue;
                }
                if (!words)
                    continue;
                if (rightToLeft.rank == 0 && isRightToLeft(*words))
                    rightToLeft.take(person, 1, column.field);
                if (column.isOfName)
                    name += (name.empty() ? "" : " ") + *words;
            }
            longest.take(person, email::graphemes(name), {});
            const auto [weight, sign] = oddness(name);
            odd.take(person, static_cast<std::size_t>(weight), sign);
            if (empty.size() > emptiest.rank)
                emptiest.take(person, empty.size(), listOf(empty));
            return true;
        });
        if (stopped)
            return *stopped;
        if (longest.person)
            TRY(add("edge.longest_name", *longest.person, {{"count", std::to_string(longest.rank)}}));
        if (emptiest.person)
            TRY(add("edge.most_missing", *emptiest.person,
                    {{"count", std::to_string(emptiest.rank)}, {"of", std::to_string(m_used.size())}, {"fields", emptiest.detail}}));
        if (rightToLeft.person)
            TRY(add("edge.right_to_left", *rightToLeft.person, {{"column", rightToLeft.detail}}));
        if (odd.person)
            TRY(add("edge.odd_name", *odd.person, {{"sign", odd.detail}}));
        return {};
    }
    static std::string listOf(const std::vector<std::string> &fields) {
        std::string out;
        for (std::size_t i = 0; i < std::min(fields.size(), kFieldsNamed); ++i)
            out += (i > 0 ? ", " : "") + fields[i];
        return fields.size() > kFieldsNamed ? out + ", \xe2\x80\xa6" : out;
    }

    Result<void> lookAtSizes(const CancelToken &cancel, int sampled) {
        const auto renderer = EmailRenderer::make(m_email, m_people, m_session.now(), workspaceZone(m_session), {m_email.linkQuery});
        if (!renderer)
            return {}; // what is wrong with the email is told elsewhere
        const ExtraValues extra{{"unsubscribe_url", "https://unsubscribe.example.com/preview"}, {"preferences_url", "https://unsubscribe.example.com/preview"},
                                {"view_in_browser_url", "https://unsubscribe.example.com/preview"}};
        std::optional<Ordinal> largest;
        std::size_t bytes = 0, made = 0;
        std::set<Ordinal> asked = someOf(m_people.snapshot().members(), sampled);
        for (const EdgePerson &one : m_found)
            if (const auto person = m_people.find(one.key))
                asked.insert(*person);
        for (const Ordinal person : asked) {
            TRY(cancel.check());
            RenderTrace trace;
            trace.makesText = false;
            const auto rendered = (*renderer)->render(person, extra, &trace);
            made += rendered ? 1 : 0;
            if (rendered && rendered->html.size() > bytes) {
                bytes = rendered->html.size();
                largest = person;
            }
        }
        if (largest)
            TRY(add("edge.largest_email", *largest, {{"bytes", std::to_string(bytes)}, {"sampled", std::to_string(made)}}));
        return {};
    }
    template <class Members> static std::set<Ordinal> someOf(const Members &members, int sampled) {
        std::set<Ordinal> some;
        const std::uint64_t all = members.count(), wanted = static_cast<std::uint64_t>(std::max(0, sampled));
        SeededRng rng(kSeed);
        std::uint64_t left = all, need = std::min(wanted, all);
        members.forEach([&](Ordinal person) {
            if (need > 0 && rng.below(left) < need) {
                some.insert(person);
                --need;
            }
            --left;
            return need > 0;
        });
        return some;
    }

    Result<void> add(std::string id, Ordinal person, std::vector<std::pair<std::string, std::string>> args) {
        EdgePerson one{std::move(id), std::move(args), {}, {}, {}};
        TRY_ASSIGN(one.key, m_people.keyOf(person));
        TRY_ASSIGN(one.to, m_people.addressOf(person));
        for (const Column &column : m_columns)
            if (const std::string words = column.isOfName ? engine::toText(cellOf(*column.values, person)) : std::string(); !words.empty())
                one.name += (one.name.empty() ? "" : " ") + words;
        m_found.push_back(std::move(one));
        return {};
    }

    Session &m_session;
    const model::EmailTemplate &m_email;
    const People m_people;
    std::vector<Column> m_columns;
    std::set<std::string> m_used;
    std::vector<EdgePerson> m_found;
};

} // namespace

Result<std::vector<EdgePerson>> edgePeople(Session &session, const model::EmailTemplate &written, const CancelToken &cancel, int sampled) {
    TRY_ASSIGN(const model::EmailTemplate email, StudioService(session).compiled(written));
    TRY_ASSIGN(People people, People::load(session));
    return Finder(session, email, std::move(people)).find(cancel, sampled);
}

} // namespace audience::service
