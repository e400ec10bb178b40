#include "service/file_guess.h"

#include "base/text.h"
#include "service/definition_guess.h"
#include "service/name_words.h"
#include "service/person_words.h"

#include <algorithm>
#include <array>

namespace audience::service {

namespace {

using engine::ColumnType;
using ingest::Preview;
using ingest::PreviewField;
using store::DatasetRole;
using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 34> kPersonIds = {
    "customer_id", "customer_number", "customer_no", "customer_nr", "customer_key", "user_id", "userid", "client_id", "member_id", "contact_id", "person_id", "profile_id",
    "subscriber_id", "buyer_id", "shopper_id", "kundennummer", "kunden_nummer", "kunden_nr", "kundennr", "kunden_id", "kundenid", "kdnr", "kd_nr", "numero_client", "id_client",
    "id_cliente", "customer", "user", "client", "buyer", "kunde", "customerid", "clientid", "besteller"};
constexpr std::array<std::string_view, 30> kOrderIds = {
    "order_id", "order_number", "order_no", "order_nr", "order_name", "order", "orderid", "transaction_id", "transaction", "invoice_id", "invoice_number", "invoice", "receipt",
    "receipt_id", "booking_id", "sale_id", "payment_id", "bestellnummer", "bestell_nummer", "bestell_nr", "bestellnr", "bestell_id", "bestellung", "auftragsnummer", "auftrag",
    "rechnungsnummer", "rechnung", "belegnummer", "numero_commande", "commande"};
// Columns that only lists of orders have.
constexpr std::array<std::string_view, 18> kOfOrders = {"financial_status", "fulfillment_status", "paid_at", "order_status", "payment_method", "payment_status", "zahlungsart",
                                                        "lineitem", "line_item", "items_sold", "quantity", "menge", "sku", "artikel", "captured", "amount_refunded", "checkout", "discount_code"};
constexpr std::array<std::string_view, 26> kTimes = {
    "created_at", "order_date", "ordered_at", "purchase_date", "purchased_at", "transaction_date", "invoice_date", "bestelldatum", "kaufdatum", "rechnungsdatum", "auftragsdatum",
    "date_created", "created", "happened_at", "occurred_at", "event_time", "event_date", "timestamp", "datetime", "date", "datum", "time", "zeitpunkt", "paid_at", "processed_at", "fecha"};
constexpr std::array<std::string_view, 17> kOtherTimes = {"updated", "cancel", "fulfil", "ship", "birth", "geburt", "expire", "due", "refund", "deliver", "versand", "liefer",
                                                          "storn", "last_", "transfer", "signup", "registered"};
// Beside what person_words.h knows.
constexpr std::array<std::string_view, 6> kAboutPeople = {"gender", "geschlecht", "age", "alter", "anrede", "tenure"};
constexpr std::array<std::string_view, 15> kQuantities = {"quantity", "qty", "menge", "anzahl", "stueckzahl", "stückzahl", "pieces", "units", "lineitem_quantity", "line_item_quantity",
                                                          "item_quantity", "quantite", "quantité", "cantidad", "items"};
constexpr std::array<std::string_view, 15> kPrices = {"unit_price", "price", "item_price", "price_each", "price_per_unit", "lineitem_price", "line_item_price", "item_cost",
                                                      "einzelpreis", "stueckpreis", "stückpreis", "preis", "avg_price", "prix_unitaire", "precio"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kSymbols = {{{"\u20ac", "EUR"}, {"$", "USD"}, {"\u00a3", "GBP"}, {"\u00a5", "JPY"}, {"\u20b9", "INR"},
                                                                                    {"\u20ba", "TRY"}, {"z\u0142", "PLN"}, {"K\u010d", "CZK"}, {"Fr.", "CHF"}}};
constexpr std::array<std::string_view, 5> kCurrencies = {"currency", "währung", "waehrung", "devise", "moneda"};

bool isNumber(const PreviewField &field) {
    const ColumnType type = field.field.type;
    return type == ColumnType::Int64 || type == ColumnType::Decimal || type == ColumnType::Double;
}
bool isTime(const PreviewField &field) {
    return field.field.type == ColumnType::Date || field.field.type == ColumnType::Instant;
}
bool canName(const PreviewField &field) {
    return field.field.type == ColumnType::Int64 || field.field.type == ColumnType::Text;
}

// The column with the highest score above 0; of equals the first.
template <class Score> const PreviewField *best(const Preview &preview, Score score) {
    const PreviewField *found = nullptr;
    int most = 0;
    for (const PreviewField &field : preview.fields)
        if (const int now = score(field); now > most) {
            most = now;
            found = &field;
        }
    return found;
}

const PreviewField *find(const Preview &preview, const std::string &name) {
    return best(preview, [&](const PreviewField &field) { return field.field.name == name ? 1 : 0; });
}

const PreviewField *firstOf(const Preview &preview, Words words) {
    return best(preview, [&](const PreviewField &field) { return canName(field) ? wholeNameScore(field.field.name, words) : 0; });
}

std::string nameOf(const PreviewField *field) {
    return field ? field->field.name : std::string();
}

// Several rows for one value, and that not by accident.
bool repeats(const PreviewField &field) {
    return field.different > 0 && field.different * 10 < field.values * 9;
}

class Guess {
public:
    Guess(const Preview &preview, const PeopleKeys &people) : m_preview(preview), m_people(people) {}

    FileGuess run(std::optional<DatasetRole> role) {
        findColumns();
        if (role)
            choose(*role, {});
        else
            decide();
        if (m_out.role == DatasetRole::Profiles)
            m_out.key = peopleKey();
        return std::move(m_out);
    }

private:
    void findColumns() {
        m_email = find(m_preview, m_preview.email);
        if (!m_email)
            m_email = firstOf(m_preview, wordsFor(PersonField::Email));
        m_person = person();
        m_order = best(m_preview, [&](const PreviewField &field) { return canName(field) && &field != m_person ? wholeNameScore(field.field.name, kOrderIds) : 0; });
        m_time = best(m_preview, [](const PreviewField &field) {
            if (!isTime(field))
                return 0;
            return nameHolds(field.field.name, kOtherTimes) ? 1 : 2 + nameScore(field.field.name, kTimes);
        });
        m_value = best(m_preview, [&](const PreviewField &field) {
            // Money rarely comes in whole numbers; a count never comes in parts.
            const int score = isNumber(field) && &field != m_person && &field != m_order ? valueScore(field.field.name) : 0;
            return score == 0 ? 0 : score + (field.field.type == ColumnType::Int64 ? 0 : 50);
        });
        const PreviewField *consent = best(m_preview, [](const PreviewField &field) { return isTime(field) ? 0 : consentScore(field.field.name); });
        m_out.consent = consent ? nameOf(consent) : m_preview.consent;
        m_out.key = m_preview.key;
        m_out.email = nameOf(m_email);
        m_out.profile = nameOf(m_person);
        m_out.time = nameOf(m_time);
        m_out.nameColumn = m_preview.eventName;
        m_out.value = nameOf(m_value);
        m_out.order = nameOf(m_order);
        const auto number = [&](Words words) {
            return best(m_preview, [&](const PreviewField &field) {
                // "price_eur" is a price, too.
                const std::string code = currencyInName(field.field.name);
                const std::string name = code.empty() ? field.field.name : withoutCode(field.field.name, code);
                return isNumber(field) && &field != m_person && &field != m_order ? wholeNameScore(name, words) : 0;
            });
        };
        const PreviewField *quantity = number(kQuantities), *price = number(kPrices);
        if (quantity && price) {
            m_out.quantity = nameOf(quantity);
            m_out.price = nameOf(price);
            m_out.isProduct = !m_value || m_value == price;
            if (m_out.isProduct)
                m_value = price; // what says its currency
        }
        m_out.currency = currency();
        if (m_time && m_time->field.type == ColumnType::Instant && plainWords(nameOf(m_time)).ends_with("_utc"))
            m_out.zone = "UTC";
    }

    // Who a row is about, should rows be what people did.
    const PreviewField *person() const {
        if (const PreviewField *same = m_people.key.empty() ? nullptr : find(m_preview, m_people.key); same && same->field.name != "id")
            return same;
        const PreviewField *named = firstOf(m_preview, kPersonIds);
        for (const std::string &name : m_people.pointing) {
            const PreviewField *field = find(m_preview, name);
            // Small whole numbers are among the keys by accident; their name has to say so too.
            if (field && field->field.type == ColumnType::Text && (!named || !isPointing(*named)))
                return field;
        }
        return named ? named : m_email;
    }
    bool isPointing(const PreviewField &field) const {
        return std::find(m_people.pointing.begin(), m_people.pointing.end(), field.field.name) != m_people.pointing.end();
    }

    std::string currency() const {
        if (!m_value)
            return {};
        if (const std::string code = currencyInName(nameOf(m_value)); !code.empty())
            return code;
        const PreviewField *field = best(m_preview, [](const PreviewField &one) { return one.field.type == ColumnType::Text ? nameScore(one.field.name, kCurrencies) : 0; });
        if (!field || field->samples.size() != 1 || field->samples.front().size() != 3)
            return symbol();
        std::string code = field->samples.front();
        for (char &c : code)
            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        return std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) ? code : std::string();
    }

    static std::string withoutCode(const std::string &name, const std::string &code) {
        std::string words = plainWords(name);
        const std::string part = "_" + toLowerAscii(code);
        if (words.ends_with(part))
            words.resize(words.size() - part.size());
        return words;
    }

    // The sign that stands most often in the first rows.
    std::string symbol() const {
        std::string most;
        std::size_t highest = 0;
        for (const auto &[sign, code] : kSymbols) {
            std::size_t count = 0;
            for (const auto &row : m_preview.rows)
                for (const std::string &cell : row) {
                    const std::string_view text = trimmed(cell);
                    const bool hasDigit = text.size() < 24 && text.find_first_of("0123456789") != std::string_view::npos;
                    count += hasDigit && (text.starts_with(sign) || text.ends_with(sign));
                }
            if (count > highest) {
                highest = count;
                most = code;
            }
        }
        return most;
    }

    void choose(DatasetRole role, std::string reason) {
        m_out.role = role;
        m_out.reason = std::move(reason);
        m_out.isPurchases = role == DatasetRole::Events && m_out.nameColumn.empty() && m_value && (m_order || hasOrderColumns() || (m_person && repeats(*m_person)));
    }
    void say(const char *name, const PreviewField *field) { m_out.args.emplace_back(name, nameOf(field)); }

    bool hasOrderColumns() const {
        return std::any_of(m_preview.fields.begin(), m_preview.fields.end(), [](const PreviewField &field) { return nameScore(field.field.name, kOfOrders) > 0; });
    }

    void decide() {
        say("person", m_person);
        say("time", m_time);
        say("value", m_value);
        say("order", m_order);
        say("email", m_email);
        const bool couldBeDone = m_person && m_time;
        if (couldBeDone && !m_preview.eventName.empty()) {
            m_out.args.emplace_back("name", m_preview.eventName);
            return choose(DatasetRole::Events, "guess.named_events");
        }
        // One row per person is people, whatever else is known of them; an order of one's own is an order.
        const bool isOnePerRow = m_person && !repeats(*m_person);
        if (couldBeDone && m_value && (m_order || hasOrderColumns() || !isOnePerRow))
            return choose(DatasetRole::Events, m_order ? "guess.purchases" : "guess.purchases_without_number");
        if (couldBeDone && !isOnePerRow && (m_person != m_email || !m_preview.key.empty()))
            return choose(DatasetRole::Events, "guess.events");
        if (m_email && !m_order)
            return choose(DatasetRole::Profiles, "guess.people_email");
        if (m_person && isOnePerRow && !m_order && !hasOrderColumns())
            return choose(DatasetRole::Profiles, "guess.people_key");
        const PreviewField *key = find(m_preview, m_preview.key);
        const bool isAboutPeople = std::any_of(m_preview.fields.begin(), m_preview.fields.end(), [](const PreviewField &field) { return isAboutPerson(field.field.name) || nameScore(field.field.name, kAboutPeople) > 0; });
        if (key && isAboutPeople && plainWords(nameOf(key)) == "id") {
            m_out.args.emplace_back("key", nameOf(key));
            return choose(DatasetRole::Profiles, "guess.people_fields");
        }
        choose(DatasetRole::Table, "guess.list");
    }

    // The file may hold people twice, so the key need not be unique to be the key.
    std::string peopleKey() const {
        if (const PreviewField *same = find(m_preview, m_people.key); same && !m_people.key.empty())
            return nameOf(same);
        const PreviewField *named = best(m_preview, [](const PreviewField &field) {
            const bool mostlyThere = field.values * 10 >= (field.values + field.nulls) * 9;
            return !canName(field) || !mostlyThere ? 0 : plainWords(field.field.name) == "id" ? 22 : wholeNameScore(field.field.name, Words(kPersonIds).first(26));
        });
        return named ? nameOf(named) : m_email ? nameOf(m_email) : m_preview.key;
    }

    const Preview &m_preview;
    const PeopleKeys &m_people;
    const PreviewField *m_email = nullptr, *m_person = nullptr, *m_order = nullptr, *m_time = nullptr, *m_value = nullptr;
    FileGuess m_out;
};

} // namespace

FileGuess guessFile(const Preview &preview, const PeopleKeys &people, std::optional<DatasetRole> role) {
    return Guess(preview, people).run(role);
}

} // namespace audience::service
