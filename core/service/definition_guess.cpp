#include "service/definition_guess.h"

#include "base/text.h"
#include "qbase/time_zone.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace audience::service {

namespace {

// "orderCompleted", "Order-Completed" and "order completed" are the same words.
std::string plain(std::string_view name) {
    std::string words;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool capital = c >= 'A' && c <= 'Z';
        const bool afterSmall = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
        if (capital && afterSmall)
            words += '_';
        words += c == ' ' || c == '-' || c == '.' ? '_' : c;
    }
    return toLowerAscii(words);
}

// The whole name counts more than a name that begins or ends with the word, and earlier words more than later ones.
template <std::size_t N> int scoreOf(std::string_view name, const std::array<std::string_view, N> &words) {
    const std::string text = plain(name);
    int best = 0;
    for (std::size_t i = 0; i < N; ++i) {
        const std::string_view word = words[i];
        const int rank = static_cast<int>(N - i);
        if (text == word)
            best = std::max(best, 200 + rank);
        else if (text.size() > word.size() && (text.compare(0, word.size() + 1, std::string(word) + "_") == 0 ||
                                               text.compare(text.size() - word.size() - 1, std::string::npos, "_" + std::string(word)) == 0))
            best = std::max(best, 100 + rank);
    }
    return best;
}

} // namespace

int purchaseScore(std::string_view eventName) {
    static constexpr std::array<std::string_view, 20> kWords = {
        "purchase", "purchased", "order_completed", "order_placed", "placed_order", "checkout_completed", "order", "ordered", "bought", "sale",
        "payment",  "paid",      "transaction",     "invoice",      "booking",      "kauf",               "gekauft", "bestellung", "achat", "compra"};
    const std::string text = plain(eventName);
    // An order that was taken back or is only looked at is no purchase.
    for (const std::string_view other : {"cancel", "refund", "return", "view", "fail", "abandon", "start", "storn", "retour"})
        if (text.find(other) != std::string::npos)
            return 0;
    return scoreOf(eventName, kWords);
}

int valueScore(std::string_view fieldName) {
    static constexpr std::array<std::string_view, 18> kWords = {"revenue", "amount", "total",  "value",  "order_value", "gross",   "net",   "sum",     "price",
                                                                "paid",    "sales",  "betrag", "umsatz", "summe",       "montant", "total_ttc", "importe", "preis"};
    return scoreOf(fieldName, kWords);
}

int consentScore(std::string_view columnName) {
    static constexpr std::array<std::string_view, 14> kWords = {"consent", "opt_in", "optin", "email_consent", "marketing_consent", "newsletter", "subscribed",
                                                                "accepts_marketing", "email_opt_in", "marketing", "permission", "einwilligung", "zustimmung", "offers"};
    const std::string text = plain(columnName);
    if (text.find("_at") != std::string::npos || text.find("date") != std::string::npos || text.find("source") != std::string::npos)
        return 0; // when or where, not whether
    return scoreOf(columnName, kWords);
}

std::string currencyInName(std::string_view fieldName) {
    static constexpr std::array<std::string_view, 20> kCodes = {"EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
                                                                "RON", "BGN", "TRY", "JPY", "CNY", "INR", "BRL", "CAD", "AUD", "MXN"};
    const std::string text = "_" + plain(fieldName) + "_";
    for (const std::string_view code : kCodes)
        if (text.find("_" + toLowerAscii(code) + "_") != std::string::npos)
            return std::string(code);
    return {};
}

std::string systemCurrency() {
    return QLocale::system().currencySymbol(QLocale::CurrencyIsoCode).toStdString();
}

model::WorkspaceDefinition guessDefinition(const std::vector<EventChoice> &events, const std::vector<store::DatasetInfo> &datasets) {
    model::WorkspaceDefinition guess;
    int bestEvent = 0;
    const EventChoice *purchase = nullptr;
    for (const EventChoice &event : events)
        if (const int score = purchaseScore(event.name); score > bestEvent) {
            bestEvent = score;
            purchase = &event;
        }
    if (purchase) {
        guess.purchaseEvent = purchase->name;
        int bestValue = 0;
        for (const FieldView &field : purchase->numbers) {
            // Money rarely comes in whole numbers; a count never comes in parts.
            const int score = valueScore(field.name) == 0 ? 0 : valueScore(field.name) + (field.type == "int64" ? 0 : 50);
            if (score > bestValue) {
                bestValue = score;
                guess.valueField = field.name;
            }
        }
        if (!guess.valueField.empty()) {
            guess.currency = currencyInName(guess.valueField);
            if (guess.currency.empty())
                guess.currency = systemCurrency();
        }
    }
    guess.zone = systemZone();
    int bestConsent = 0;
    for (const store::DatasetInfo &info : datasets) {
        if (!info.zone.empty() && info.zone != "UTC")
            guess.zone = info.zone;
        if (info.role != store::DatasetRole::Profiles)
            continue;
        if (!info.consentField.empty()) {
            guess.consent.field = info.consentField;
            bestConsent = 1000; // somebody has said so
        }
        for (const engine::Field &field : info.fields)
            if (const int score = consentScore(field.name); score > bestConsent) {
                bestConsent = score;
                guess.consent.field = field.name;
            }
    }
    return guess;
}

} // namespace audience::service
