#include "ui/connections/driver_card.h"

#include "qbase/convert.h"
#include "ui/connections/finding_row.h"
#include "ui/kit/card.h"
#include "ui/text/sentences.h"

#include <QVBoxLayout>

namespace audience::ui {

DriverCard::DriverCard(QWidget *parent) : QWidget(parent), m_rows(new QWidget(this)), m_looking(this) {
    setObjectName(QStringLiteral("sourceDrivers"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(tr("Drivers on this computer"), this);
    layout->addWidget(card);
    auto *again = makeButton(QStringLiteral("sourceDriversAgain"), tr("Look again"), "", "refresh-cw", this);
    card->addAction(again);
    connect(again, &QPushButton::clicked, this, [this] { look(m_isForSqlServer); });
    auto *rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    card->body()->addWidget(m_rows);
}

void DriverCard::look(bool isForSqlServer) {
    m_isForSqlServer = isForSqlServer;
    m_looking.request([](const CancelToken &) -> Result<warehouse::OdbcCheck> { return service::SourceService::drivers(); }, [this](Result<warehouse::OdbcCheck> check) {
        if (check)
            put(*check);
    });
}

void DriverCard::put(const warehouse::OdbcCheck &check) {
    clearLayout(m_rows->layout());
    int count = 0;
    const auto add = [&](Mark mark, const QString &title, const QString &words) {
        auto *row = new FindingRow(QStringLiteral("sourceDriver_%1").arg(count++), title, m_rows);
        row->say(mark, words);
        m_rows->layout()->addWidget(row);
    };
    for (const Error &advice : check.advice)
        if (m_isForSqlServer || advice.id != "odbc.no_sqlserver_driver")
            add(Mark::Bad, tr("What is missing"), sentence(advice));
    for (const warehouse::OdbcCheck::Driver &driver : check.drivers) {
        if (m_isForSqlServer && driver.name != check.forSqlServer)
            continue; // it reads other databases
        add(driver.isProtected ? Mark::Good : Mark::Hint, toQString(driver.name),
            driver.isProtected ? tr("Encrypts, and verifies whom it talks to.")
                               : tr("Nobody here knows how it is told to verify a server: name an ODBC data source that is set up for it, or read a server on this computer."));
    }
    for (const warehouse::OdbcCheck::Source &source : check.sources) {
        if (m_isForSqlServer && source.driver != check.forSqlServer)
            continue;
        add(source.isUsable ? Mark::Good : Mark::Warning, tr("Data source %1").arg(toQString(source.name)),
            source.isUsable ? tr("Through %1. Name it under More, in place of server and database.").arg(toQString(source.driver)) : tr("Its driver %1 is not registered here.").arg(toQString(source.driver)));
    }
}

} // namespace audience::ui
