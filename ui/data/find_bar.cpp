#include "ui/data/find_bar.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/grid_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>

namespace audience::ui {

FindBar::FindBar(std::shared_ptr<service::Session> session, GridView *grid, QWidget *parent)
    : QFrame(parent), m_session(std::move(session)), m_grid(grid), m_search(this) {
    setObjectName(QStringLiteral("findBar"));
    setProperty("role", QStringLiteral("surface"));
    makeParts();
    m_later.setSingleShot(true);
    m_later.setInterval(200);
    connect(&m_later, &QTimer::timeout, this, &FindBar::look);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &FindBar::leave);
    hide();
}

void FindBar::makeParts() {
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kTiny, space::kMedium, space::kTiny);
    m_find = new QLineEdit(this);
    m_find->setObjectName(QStringLiteral("findText"));
    m_find->setAccessibleName(tr("Find in all rows"));
    m_find->setPlaceholderText(tr("Find in all rows"));
    m_find->setMaximumWidth(280);
    m_found = makeLabel({}, "secondary", this);
    m_found->setObjectName(QStringLiteral("findCount"));
    m_found->setMinimumWidth(1);
    auto *before = makeTool(QStringLiteral("findPrevious"), tr("Previous"), "arrow-up", this);
    auto *next = makeTool(QStringLiteral("findNext"), tr("Next"), "arrow-down", this);
    m_row = new QLineEdit(this);
    m_row->setObjectName(QStringLiteral("goToRow"));
    m_row->setAccessibleName(tr("Go to row"));
    m_row->setPlaceholderText(tr("Row"));
    m_row->setFixedWidth(88);
    m_rows = makeLabel({}, "secondary", this);
    m_rows->setObjectName(QStringLiteral("goToRowOf"));
    auto *close = makeTool(QStringLiteral("findClose"), tr("Close"), "x", this);
    row->addWidget(m_find, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{before, next, m_found})
        row->addWidget(part);
    row->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_row, m_rows, close})
        row->addWidget(part);
    connect(m_find, &QLineEdit::textChanged, this, [this] { m_later.start(); });
    connect(m_find, &QLineEdit::returnPressed, this, [this] { step(1); });
    connect(before, &QToolButton::clicked, this, [this] { step(-1); });
    connect(next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_row, &QLineEdit::returnPressed, this, &FindBar::goTo);
    connect(close, &QToolButton::clicked, this, &FindBar::leave);
}

void FindBar::setTable(const service::Table &table, const std::vector<int> &columns) {
    m_table = table;
    m_columns = columns;
    m_rows->setText(tr("of %1", "row … of").arg(formatNumber(table ? table->rows() : 0)));
    if (isVisible())
        look();
}

void FindBar::showFind() {
    show();
    m_find->setFocus();
    m_find->selectAll();
    if (!m_find->text().isEmpty())
        look();
}

void FindBar::showGoTo() {
    if (!m_table || m_table->rows() == 0)
        return;
    show();
    m_row->setText(QString::number(qMax(0, m_grid->currentIndex().row()) + 1));
    m_row->setFocus();
    m_row->selectAll();
}

// "12,345" and "12345" are the same row; one beyond the last is the last.
void FindBar::goTo() {
    QString digits;
    for (const QChar c : m_row->text())
        if (c.isDigit())
            digits += QChar(u'0' + c.digitValue());
    const qint64 rows = m_table ? m_table->rows() : 0;
    if (digits.isEmpty() || rows == 0)
        return m_row->selectAll();
    const qint64 wanted = digits.size() > 12 ? rows : qBound<qint64>(1, digits.toLongLong(), rows);
    m_grid->setCurrentIndex(m_grid->model()->index(int(wanted - 1), qMax(0, m_grid->currentIndex().column())));
    m_row->setText(QString::number(wanted));
    m_grid->setFocus();
}

void FindBar::leave() {
    hide();
    m_grid->setNeedle({});
    m_places.clear();
    m_grid->setFocus();
}

void FindBar::look() {
    const QString words = m_find->text();
    m_grid->setNeedle(words);
    m_places.clear();
    m_search.drop();
    m_isFinding = false;
    if (words.isEmpty() || !m_table)
        return m_found->clear();
    m_found->setText(tr("Looking…"));
    m_isFinding = true;
    m_search.request([session = m_session, now = m_table, text = toUtf8(words), columns = m_columns](CancelToken cancel) {
        return service::TableService(*session).find(now, text, columns, cancel);
    }, [this](Result<std::vector<std::int64_t>> places) {
        m_isFinding = false;
        if (!places)
            return m_found->setText(sentence(places.error()));
        m_places = std::move(*places);
        if (m_places.empty())
            return m_found->setText(tr("Nowhere in these rows"));
        const QModelIndex current = m_grid->currentIndex();
        step(!current.isValid() || !std::binary_search(m_places.begin(), m_places.end(), current.row()) ? 1 : 0);
    });
}

void FindBar::step(int by) {
    if (m_places.empty())
        return;
    const std::int64_t now = m_grid->currentIndex().isValid() ? m_grid->currentIndex().row() : -1;
    auto at = by > 0 ? std::upper_bound(m_places.begin(), m_places.end(), now) : std::lower_bound(m_places.begin(), m_places.end(), now);
    if (by < 0)
        at = at == m_places.begin() ? m_places.end() - 1 : at - 1;
    else if (at == m_places.end())
        at = m_places.begin(); // round again
    const QModelIndex next = m_grid->model()->index(int(*at), qMax(0, m_grid->currentIndex().column()));
    if (next != m_grid->currentIndex())
        m_grid->setCurrentIndex(next);
    m_found->setText(tr("%1 of %Ln rows", nullptr, int(qMin<std::size_t>(m_places.size(), 2'000'000'000))).arg(formatNumber(at - m_places.begin() + 1)));
}

} // namespace audience::ui
