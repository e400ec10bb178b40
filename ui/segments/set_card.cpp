#include "ui/segments/set_card.h"

#include "ui/kit/flow_layout.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

static constexpr int kMostRows = 8; // in sight; more are scrolled to
static constexpr int kSide = 10;    // where the table's words begin

SetCard::SetCard(const QString &name, const QString &title, const QString &about, QWidget *parent) : QFrame(parent), m_prefix(name) {
    setObjectName(name + QStringLiteral("Card"));
    setRole(this, "card");
    setAccessibleName(title);
    auto *layout = new QVBoxLayout(this);
    m_body = layout;
    layout->setContentsMargins(1, space::kMedium, 1, space::kMedium);
    layout->setSpacing(space::kSmall);
    auto *head = makeRow();
    head->setContentsMargins(kSide, 0, space::kMedium, 0);
    head->addWidget(makeLabel(title, "strong", this), 1);
    m_head = new FlowLayout(nullptr, space::kSmall);
    head->addLayout(m_head);
    layout->addLayout(head);
    auto *words = makeLabel(about, "secondary", this);
    words->setWordWrap(true);
    words->setContentsMargins(kSide, 0, kSide, 0);
    layout->addWidget(words);
    auto *messages = new QVBoxLayout;
    messages->setContentsMargins(kSide, 0, kSide, 0);
    m_notice = new Notice(name + QStringLiteral("Notice"), this);
    messages->addWidget(m_notice);
    layout->addLayout(messages);
    m_nothing = makeLabel({}, "secondary", this);
    m_nothing->setObjectName(name + QStringLiteral("Nothing"));
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(kSide, 0, kSide, 0);
    layout->addWidget(m_nothing);
    m_model = new TableModel(this);
    m_table = new TableView(name + QStringLiteral("Table"), title, this);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->installEventFilter(this);
    m_table->hide();
    connect(m_table, &TableView::rowOpened, this, [this](int row) { Q_EMIT opened(m_ids.value(row)); });
    layout->addWidget(m_table);
    m_actsBox = new QWidget(this);
    auto *foot = new QHBoxLayout(m_actsBox);
    foot->setContentsMargins(0, 0, kSide, 0);
    m_acts = new FlowLayout(nullptr, space::kTiny);
    foot->addLayout(m_acts);
    m_note = makeLabel({}, "tertiary", m_actsBox);
    m_note->setObjectName(name + QStringLiteral("Note"));
    m_note->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_note->setWordWrap(true);
    foot->addWidget(m_note, 1);
    m_actsBox->hide();
    layout->addWidget(m_actsBox);
    m_rename = new QLineEdit(this);
    m_rename->setObjectName(name + QStringLiteral("Rename"));
    m_rename->setAccessibleName(tr("Another name; Enter keeps it, Esc leaves it"));
    m_rename->setMaxLength(200);
    m_rename->installEventFilter(this);
    m_rename->hide();
    foot->insertWidget(0, m_rename);
    connect(m_rename, &QLineEdit::returnPressed, this, [this] {
        const QString id = m_rename->property("of").toString(), now = m_rename->text().simplified();
        m_rename->hide();
        m_table->setFocus();
        if (!now.isEmpty() && now != nameOf(id))
            Q_EMIT renameWanted(id, now);
    });
}

void SetCard::setRows(const QVector<TableColumn> &columns, const TableRows &rows, const QStringList &ids, const QString &nothing) {
    const QString before = chosen();
    if (!ids.contains(m_rename->property("of").toString())) // else somebody is typing in it
        m_rename->hide();
    m_ids = ids;
    m_names.clear();
    for (const QStringList &row : rows)
        m_names << row.value(0);
    m_model->setRows(columns, rows);
    // A column in which nothing stands says nothing.
    for (int column = 1; column < columns.size(); ++column)
        m_table->setColumnHidden(column, std::all_of(rows.begin(), rows.end(), [&](const QStringList &row) { return row.value(column).isEmpty(); }));
    m_nothing->setText(nothing);
    m_nothing->setVisible(rows.isEmpty());
    m_table->setVisible(!rows.isEmpty());
    m_actsBox->setVisible(!rows.isEmpty());
    fit();
    choose(ids.contains(before) ? before : ids.value(0));
}

void SetCard::fit() {
    const int rows = qMin(kMostRows, m_model->rowCount());
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * Theme::instance().rowHeight() + 2);
    m_table->fitColumns(320, -1);
}

QString SetCard::chosen() const {
    return m_ids.value(m_table->currentIndex().row());
}

QString SetCard::nameOf(const QString &id) const {
    return m_names.value(int(m_ids.indexOf(id)));
}

void SetCard::choose(const QString &id) {
    if (const int row = int(m_ids.indexOf(id)); row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void SetCard::setForm(QWidget *form) {
    const QWidget *focused = QApplication::focusWidget();
    const bool hadKeyboard = m_form && focused && m_form->isAncestorOf(focused);
    if (m_form && m_form != form) {
        m_form->hide();
        m_form->setObjectName({});
        for (QWidget *inner : m_form->findChildren<QWidget *>())
            inner->setObjectName({}); // names must not be found twice until it is gone
        m_form->deleteLater();
    }
    m_form = form;
    if (form) {
        m_body->addWidget(form);
        Q_EMIT formOpened();
    } else if (hadKeyboard && m_table->isVisible()) {
        m_table->setFocus();
    }
}

void SetCard::renameInPlace() {
    const QString id = chosen();
    if (id.isEmpty())
        return;
    m_rename->setProperty("of", id);
    m_rename->setText(nameOf(id));
    m_rename->show();
    m_rename->selectAll();
    m_rename->setFocus();
}

void SetCard::setNote(const QString &words) {
    m_note->setText(words);
}

void SetCard::say(const Error &error) {
    m_notice->say(Tone::Bad, sentence(error), {});
}

void SetCard::hush() {
    m_notice->clear();
}

bool SetCard::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::Resize && watched == m_table)
        m_table->fitColumns(320, -1);
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (watched == m_rename && key == Qt::Key_Escape) {
            m_rename->hide();
            m_table->setFocus();
            return true;
        }
        if (watched == m_table && !chosen().isEmpty()) {
            if (key == Qt::Key_Delete)
                return Q_EMIT removeWanted(chosen()), true;
            if (key == Qt::Key_F2)
                return renameInPlace(), true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace audience::ui
