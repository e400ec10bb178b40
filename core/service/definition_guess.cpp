#include "service/definition_guess.h"

#include "base/text.h"
#include "qbase/time_zone.h"
#include "service/name_words.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace audience::service {

int purchaseScore(std::string_view eventName) {
    static constexpr std::array<std::string_view, 21> kWords = {
        "purchase", "purchased", "order_completed", "order_placed", "placed_order", "checkout_completed", "order", "orders", "ordered", "bought", "sale",
        "payment",  "paid",      "transaction",     "invoice",      "booking",      "kauf",               "gekauft", "bestellung", "achat", "compra"};
    // An order that was taken back or is only looked at is no purchase.
    static constexpr std::array<std::string_view, 9> kOthers = {"cancel", "refund", "return", "view", "fail", "abandon", "start", "storn", "retour"};
    return nameHolds(eventName, kOthers) ? 0 : nameScore(eventName, kWords);
}

int valueScore(std::string_view fieldName) {
    static constexpr std::array<std::string_view, 21> kWords = {"revenue", "amount", "total",  "value",  "order_value", "gross",   "net",   "sum",     "price", "paid", "sales",
                                                                "gesamtbetrag", "bestellwert", "betrag", "umsatz", "summe", "montant", "total_ttc", "importe", "preis", "gesamtsumme"};
    // Parts of what was paid, what was paid back, and what somebody spent over the years.
    static constexpr std::array<std::string_view, 16> kOthers = {"refund", "discount", "rabatt", "tax", "steuer", "mwst", "vat", "shipping", "versand",
                                                                 "fee", "subtotal", "spent", "spend", "balance", "lifetime", "total_orders"};
    return nameHolds(fieldName, kOthers) ? 0 : nameScore(fieldName, kWords);
}

int consentScore(std::string_view columnName) {
    static constexpr std::array<std::string_view, 14> kWords = {"consent", "opt_in", "optin", "email_consent", "marketing_consent", "newsletter", "subscribed",
                                                                "accepts_marketing", "email_opt_in", "marketing", "permission", "einwilligung", "zustimmung", "offers"};
    // When, where or for another channel, not whether.
    static constexpr std::array<std::string_view, 8> kOthers = {"_at", "date", "source", "time", "_ip", "sms", "phone", "datum"};
    return nameHolds(columnName, kOthers) ? 0 : nameScore(columnName, kWords);
}

std::string currencyInName(std::string_view fieldName) {
    static constexpr std::array<std::string_view, 20> kCodes = {"EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
                                                                "RON", "BGN", "TRY", "JPY", "CNY", "INR", "BRL", "CAD", "AUD", "MXN"};
    const std::string text = "_" + plainWords(fieldName) + "_";
    for (const std::string_view code : kCodes)
        if (text.find("_" + toLowerAscii(code) + "_") != std::string::npos)
            return std::string(code);
    return {};
}

std::string systemCurrency() {
    const QString code = QLocale::system().currencySymbol(QLocale::CurrencyIsoCode);
    if (!code.isEmpty())
        return code.toStdString();
    const auto territory = QTimeZone::systemTimeZone().territory();
    return territory == QLocale::AnyTerritory ? std::string() : QLocale(QLocale::AnyLanguage, territory).currencySymbol(QLocale::CurrencyIsoCode).toStdString();
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
