#include "ui/data/checks_view.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/checks/check_desk.h"
#include "ui/data/filter_words.h"
#include "ui/kit/background.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QPointer>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr qint64 kMostCounted = 2'000'000'000;

CheckItem faultItem(const std::string &dataset, const service::DataCheck &check) {
    const CheckWords words = checkWords(check);
    CheckItem item;
    item.kind = CheckItem::Kind::Fault;
    item.id = toQString(check.id);
    item.dataset = dataset;
    item.column = toQString(check.column);
    item.standing = check.isOff ? CheckItem::Standing::Off : check.count > 0 ? CheckItem::Standing::Warning : CheckItem::Standing::Passing;
    item.state = check.isOff ? ChecksView::tr("off") : check.count > 0 ? ChecksView::tr("%Ln rows", nullptr, int(qMin<qint64>(check.count, kMostCounted))) : ChecksView::tr("not found");
    item.words = words.rule;
    if (check.count == 0 || check.isOff)
        return item;
    QStringList examples;
    for (const std::string &example : check.examples)
        examples << toQString(example).left(40).simplified();
    item.words = QStringLiteral("%1: %2").arg(plainName(check.column).left(60), words.fault);
    item.reason = examples.isEmpty() ? words.reason : ChecksView::tr("%1 For example %2.").arg(words.reason, examples.join(QStringLiteral(", ")));
    item.query = toQString(check.id);
    return item;
}

} // namespace

ChecksView::ChecksView(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)), m_run(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_desk = new CheckDesk(m_session, QStringLiteral("quality"), false, this);
    layout->addWidget(m_desk);
    connect(m_desk, &CheckDesk::changed, this, &ChecksView::count);
    connect(m_desk, &CheckDesk::rowsWanted, this, [this](const QString &, const QString &query, const QString &column) { Q_EMIT checkWanted(query, column); });
    connect(m_desk, &CheckDesk::faultTurned, this, [this](const QString &id, const QString &column, bool isOn) { turn(m_dataset, toUtf8(id), toUtf8(column), isOn, false); });
    connect(m_desk, &CheckDesk::said, this, &ChecksView::said);
    connect(m_desk, &CheckDesk::saidWithUndo, this, &ChecksView::saidWithUndo);
}

bool ChecksView::isBusy() const { return m_isRunning || m_desk->isBusy(); }

void ChecksView::setDataset(const std::string &dataset) {
    m_dataset = dataset;
    m_checks.clear();
    m_desk->setDataset(dataset);
    run();
}

void ChecksView::run() {
    m_isRunning = true;
    m_run.request([session = m_session, dataset = m_dataset](CancelToken cancel) { return service::DataChecks(*session).run(dataset, cancel); },
                  [this](Result<std::vector<service::DataCheck>> checks) {
                      m_isRunning = false;
                      if (!checks)
                          return Q_EMIT said(sentence(checks.error()));
                      m_checks = std::move(*checks);
                      show();
                  });
}

void ChecksView::show() {
    QVector<CheckItem> items;
    for (const service::DataCheck &check : m_checks)
        items.append(faultItem(m_dataset, check));
    m_desk->setFaults(items);
    count();
}

// Kept checks and common faults together.
void ChecksView::count() {
    int passed = m_desk->passed(), all = m_desk->all();
    for (const service::DataCheck &check : m_checks) {
        all += check.isOff ? 0 : 1;
        passed += !check.isOff && check.count == 0 ? 1 : 0;
    }
    Q_EMIT counted(passed, all);
}

// The dataset comes along: an undo may be asked for after another one was opened.
void ChecksView::turn(const std::string &dataset, const std::string &check, const std::string &column, bool isOn, bool isUndo) {
    m_isRunning = true;
    inBackground(this, [session = m_session, dataset, check, column, isOn] { return service::DataChecks(*session).turn(dataset, check, column, isOn); },
                 [this, dataset, check, column, isOn, isUndo](Result<void> done) {
                     m_isRunning = false;
                     if (!done)
                         return Q_EMIT said(sentence(done.error()));
                     run();
                     if (!isUndo)
                         Q_EMIT saidWithUndo(isOn ? tr("The check is on again.") : tr("The check is off."), [self = QPointer<ChecksView>(this), dataset, check, column, isOn] {
                             if (self)
                                 self->turn(dataset, check, column, !isOn, true);
                         });
                 });
}

} // namespace audience::ui
