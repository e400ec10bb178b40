#include "ui/checks/checks_page.h"

#include "service/session.h"
#include "ui/checks/check_desk.h"
#include "ui/kit/widgets.h"

#include <QVBoxLayout>

namespace audience::ui {

static const QString kSuggest = QStringLiteral("/suggest"), kImport = QStringLiteral("/import");

ChecksPage::ChecksPage(std::shared_ptr<service::Session> session, QWidget *parent) : Page(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_desk = new CheckDesk(std::move(session), QStringLiteral("checks"), true, this);
    layout->addWidget(m_desk);
    m_chip = makeChip({}, Tone::Neutral, this);
    m_chip->setObjectName(QStringLiteral("checksState"));
    m_chip->hide();
    connect(m_desk, &CheckDesk::changed, this, &ChecksPage::refreshHead);
    connect(m_desk, &CheckDesk::said, this, &Page::said);
    connect(m_desk, &CheckDesk::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_desk, &CheckDesk::rowsWanted, this, [this](const QString &dataset, const QString &query, const QString &column) {
        Q_EMIT goTo(QStringLiteral("data"), QStringLiteral("check:%1\n%2\n%3").arg(dataset, column, query));
    });
    m_desk->refresh();
}

QList<QWidget *> ChecksPage::stateChips() { return {m_chip}; }
QList<QWidget *> ChecksPage::actions() { return m_desk->actions(); }
bool ChecksPage::isSettled() const { return !m_desk->isBusy(); }
void ChecksPage::workspaceChanged() { m_desk->refresh(); }

QList<PaletteEntry> ChecksPage::paletteEntries() const {
    return {{tr("Suggest checks for all data"), tr("command"), key(), kSuggest}, {tr("Import dbt tests"), tr("command"), key(), kImport}};
}

void ChecksPage::open(const QString &target) {
    if (target == kSuggest)
        m_desk->suggest();
    else if (target == kImport)
        m_desk->importTests();
    else if (!target.isEmpty())
        m_desk->goTo(target);
}

void ChecksPage::refreshHead() {
    const int all = m_desk->all(), passed = m_desk->passed();
    setChip(m_chip, all == 0 ? QString() : tr("%1 of %2 passed").arg(formatNumber(passed), formatNumber(all)), passed < all ? Tone::Warning : Tone::Good);
    Q_EMIT headerChanged();
}

} // namespace audience::ui
