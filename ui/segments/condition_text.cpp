#include "ui/segments/condition_text.h"

#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kLines = 3;

ConditionText::ConditionText(const QString &name, const QString &text, Take take, QWidget *parent) : QFrame(parent), m_take(std::move(take)) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(28, 2, 4, 4);
    layout->setSpacing(space::kTiny);
    m_edit = new QPlainTextEdit(text, this);
    m_edit->setObjectName(QStringLiteral("ruleText_") + name);
    m_edit->setAccessibleName(tr("The rule as text"));
    m_edit->setFont(Theme::instance().font(TypeRole::Mono));
    m_edit->setTabChangesFocus(true);
    m_edit->setFixedHeight(kLines * m_edit->fontMetrics().lineSpacing() + 18);
    m_edit->installEventFilter(this);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        markFault(m_edit, nullptr);
        m_wrong->hide();
    });
    layout->addWidget(m_edit);
    m_wrong = makeLabel({}, "bad", this);
    m_wrong->setObjectName(QStringLiteral("ruleTextWrong_") + name);
    m_wrong->setWordWrap(true);
    m_wrong->hide();
    layout->addWidget(m_wrong);
    auto *row = makeRow(space::kSmall);
    auto *accept = makeButton(QStringLiteral("ruleTextUse_") + name, tr("Use this text"), "", "check", this);
    auto *leave = makeButton(QStringLiteral("ruleTextLeave_") + name, tr("Leave it"), "quiet", nullptr, this);
    connect(accept, &QPushButton::clicked, this, &ConditionText::use);
    connect(leave, &QPushButton::clicked, this, &ConditionText::closed);
    row->addWidget(accept);
    row->addWidget(leave);
    row->addStretch(1);
    layout->addLayout(row);
    m_edit->setFocus();
}

void ConditionText::use() {
    m_take(m_edit->toPlainText(), [self = QPointer<ConditionText>(this)](const Error &error) {
        if (!self)
            return;
        markFault(self->m_edit, &error);
        self->m_wrong->setText(sentence(error));
        self->m_wrong->show();
        self->m_edit->setFocus();
    });
}

bool ConditionText::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && !(key->modifiers() & Qt::ShiftModifier)) {
            use();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT closed();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void markFault(QPlainTextEdit *edit, const Error *error) {
    QList<QTextEdit::ExtraSelection> marks;
    if (error && error->id == "segment.syntax") {
        // The place is counted in bytes of UTF-8.
        const QByteArray text = edit->toPlainText().toUtf8();
        const int bytes = QByteArray::fromStdString(std::string(error->arg("offset"))).toInt();
        const int at = int(QString::fromUtf8(text.left(bytes)).size()), end = int(edit->toPlainText().size());
        QTextEdit::ExtraSelection mark;
        mark.cursor = edit->textCursor();
        mark.cursor.setPosition(at < end ? at : qMax(0, end - 1));
        if (at < end) {
            mark.cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
            if (!mark.cursor.hasSelection())
                mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        } else {
            mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor); // something is missing at the end
        }
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(tokens().bad);
        mark.format.setBackground(tokens().badSoft);
        marks.append(mark);
        QTextCursor cursor = edit->textCursor();
        cursor.setPosition(qMin(at, end));
        edit->setTextCursor(cursor);
    }
    edit->setExtraSelections(marks);
}

} // namespace audience::ui
