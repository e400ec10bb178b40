#include "ui/connections/finding_row.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/theme.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>

namespace audience::ui {

FindingRow::FindingRow(const QString &objectName, const QString &title, QWidget *parent) : QFrame(parent) {
    setObjectName(objectName);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, space::kTiny, 0, space::kTiny);
    row->setSpacing(space::kSmall);
    m_row = row;
    m_column = makeColumn(2);
    m_title = makeLabel({}, "body", this);
    m_title->setWordWrap(true);
    m_words = makeLabel({}, "secondary", this);
    m_words->setWordWrap(true);
    m_column->addWidget(m_title);
    m_column->addWidget(m_words);
    row->addLayout(m_column, 1);
    putMark(Mark::Waiting);
    setTitle(title);
    m_words->hide();
}

void FindingRow::setTitle(const QString &title) {
    m_title->setText(title);
    setAccessibleName(title);
}

void FindingRow::putMark(Mark mark) {
    if (m_icon && mark == m_mark)
        return;
    m_mark = mark;
    delete m_icon;
    switch (mark) {
    case Mark::Good: m_icon = makeIcon("circle-check", Tone::Good, 16, this); break;
    case Mark::Hint: m_icon = makeIcon("info", Tone::Accent, 16, this); break;
    case Mark::Note: m_icon = makeIcon("circle-plus", Tone::Accent, 16, this); break;
    case Mark::Warning: m_icon = makeIcon("triangle-alert", Tone::Warning, 16, this); break;
    case Mark::Bad: m_icon = makeIcon("octagon-alert", Tone::Bad, 16, this); break;
    case Mark::Waiting: m_icon = makeIcon("circle", Tone::Neutral, 16, this); break;
    }
    m_row->insertWidget(0, m_icon, 0, Qt::AlignTop);
    m_icon->show();
}

void FindingRow::say(Mark mark, const QString &words, const QStringList &details) {
    putMark(mark);
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    setAccessibleDescription(QStringList(QStringList{words} + details).join(QLatin1Char(' ')));
    if (m_said == details)
        return;
    m_said = details;
    qDeleteAll(m_details);
    m_details.clear();
    for (const QString &detail : details) {
        m_details.append(new ElidedLabel(detail, "mono", this));
        m_column->addWidget(m_details.last());
    }
}

void FindingRow::addTail(QWidget *widget) {
    m_row->addWidget(widget, 0, Qt::AlignTop);
}

QString FindingRow::words() const {
    return m_words->text();
}

CopyRow::CopyRow(const QString &kind, const QString &name, const QString &value, QWidget *parent) : QFrame(parent) {
    setProperty("role", QStringLiteral("inset"));
    setAccessibleName(name);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(space::kMedium, space::kSmall, space::kSmall, space::kSmall);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    const auto line = [&](int row, const QString &what, const QString &text, const QString &words) {
        grid->addWidget(makeLabel(what, "secondary", this), row, 0);
        auto *shown = new ElidedLabel(text, "mono", this);
        grid->addWidget(shown, row, 1);
        auto *copy = makeTool(row == 0 ? QStringLiteral("copyName") : QStringLiteral("copyValue"), words, "copy", this);
        connect(copy, &QToolButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
        grid->addWidget(copy, row, 2);
    };
    line(0, tr("Name"), name, tr("Copy the name %1").arg(name));
    line(1, kind, value, tr("Copy the value %1").arg(value));
}

} // namespace audience::ui
