#include "ui/window/monday_shop.h"

#include <QDateTime>
#include <QFile>

#include <array>

namespace audience::test {

namespace {

using Names = std::array<const char *, 8>;
constexpr Names kFirst = {"Anna", "Ben", "Clara", "David", "Eva", "Felix", "Greta", "Hugo"};
constexpr Names kLast = {"Weber", "Petrov", "Nilsson", "Maier", "Fischer", "Koch", "Richter", "Wolf"};
constexpr Names kCountries = {"DE", "AT", "DE", "CH", "DE", "NL", "DE", "AT"};
constexpr Names kCities = {"Berlin", "Wien", "Hamburg", "Basel", "Leipzig", "Utrecht", "Berlin", "Graz"};
constexpr Names kProducts = {"Wool blanket", "Thermos cup", "Tea set", "Merino socks", "Headlamp", "Rain jacket", "Day pack", "Lantern"};

// Every other person lives in Germany; the first of those are the loyal ones.
constexpr int loyal(int index) { return index * 2; }
constexpr int kLastLoyal = loyal(MondayShop::kLoyal - 1);

bool write(const QString &path, const QByteArray &text) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray customer(int person) {
    const std::size_t eighth = std::size_t(person) % 8;
    const QLatin1String first(kFirst[eighth]), last(kLast[std::size_t(person / 3) % 8]);
    const bool isLoyal = person % 2 == 0 && person <= kLastLoyal;
    const int turn = person / 2; // among the loyal: 8 said no, 3 have no address, 1 a wrong one
    const bool saidNo = isLoyal ? turn % 7 == 3 && turn < 56 : person % 9 == 4;
    QString address = QStringLiteral("%1.%2%3@example.com").arg(first, last).arg(person).toLower();
    if (isLoyal && (turn == 5 || turn == 20 || turn == 40))
        address.clear();
    else if (isLoyal && turn == 30)
        address.replace(QLatin1Char('@'), QStringLiteral("(at)"));
    const QString age = person % 23 == 7 ? QString() : QString::number(18 + person * 7 % 60);
    return QStringLiteral("%1,%2,%3,%4,%5,%6,%7,%8\n")
        .arg(1001 + person)
        .arg(first, last, address, QLatin1String(kCountries[eighth]), QLatin1String(kCities[eighth]), age, saidNo ? QLatin1String("no") : QLatin1String("yes"))
        .toUtf8();
}

} // namespace

bool writeCustomers(const QString &path) {
    QByteArray text("customer_id,first_name,last_name,email,country,city,age,newsletter\n");
    for (int person = 0; person < MondayShop::kPeople; ++person)
        text += customer(person);
    return write(path, text);
}

bool writePurchases(const QString &path) {
    const QDateTime today = QDateTime::currentDateTimeUtc();
    QByteArray text("order_id,customer_id,ordered_at,product,quantity,total_eur\n");
    for (int row = 0; row < MondayShop::kPurchases; ++row) {
        const bool isLoyal = row % 13 == 0 && row / 13 < 3 * MondayShop::kLoyal;
        const int person = isLoyal ? loyal(row / 13 % MondayShop::kLoyal) : row * 31 % MondayShop::kPeople;
        const bool isRecent = isLoyal || (person % 2 == 1 && row % 3 == 0);
        const int daysAgo = isRecent ? 2 + row % 80 : 100 + row % 250;
        const QDateTime at = today.addDays(-daysAgo).addSecs(row * 37 % 30'000);
        text += QStringLiteral("%1,%2,%3,%4,%5,%6.%7\n")
                    .arg(50'001 + row)
                    .arg(1001 + person)
                    .arg(at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), QLatin1String(kProducts[std::size_t(row) % 8]))
                    .arg(1 + row % 3)
                    .arg(18 + row * 13 % 120)
                    .arg(row % 2 ? QStringLiteral("90") : QStringLiteral("50"))
                    .toUtf8();
    }
    return write(path, text);
}

} // namespace audience::test
