#include "ui/shell/command_palette.h"

#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

CommandPalette::CommandPalette(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("palette"));
    setProperty("role", QStringLiteral("popup"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(space::kTiny);
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(QStringLiteral("paletteEdit"));
    m_edit->setPlaceholderText(tr("Search or run a command"));
    m_edit->setAccessibleName(tr("Search or run a command"));
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Results"));
    m_list->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(m_edit);
    layout->addWidget(m_list, 1);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        const PaletteEntry entry = m_shown.value(m_list->row(item));
        hide();
        Q_EMIT chosen(entry);
    });
    hide();
}

QList<PaletteEntry> CommandPalette::matching(const QList<PaletteEntry> &entries,
                                             const QString &words) {
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<std::pair<int, PaletteEntry>> ranked;
    for (const PaletteEntry &entry : entries) {
        int rank = 0;
        bool all = true;
        for (const QString &word : wanted) {
            const qsizetype at = entry.text.indexOf(word, 0, Qt::CaseInsensitive);
            const bool inHint = entry.hint.contains(word, Qt::CaseInsensitive);
            all = all && (at >= 0 || inHint);
            rank += at == 0 ? 0 : at > 0 && entry.text[at - 1].isSpace() ? 1 : at > 0 ? 2 : 3;
        }
        if (all)
            ranked.append({rank, entry});
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<PaletteEntry> found;
    for (const auto &[rank, entry] : ranked)
        found.append(entry);
    return found;
}

void CommandPalette::open(const QList<PaletteEntry> &entries) {
    m_entries = entries;
    m_edit->clear();
    refill();
    const int width = std::min(560, parentWidget()->width() - 80);
    setGeometry((parentWidget()->width() - width) / 2, 56, width, 360);
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::refill() {
    m_shown = matching(m_entries, m_edit->text()).mid(0, 60);
    m_list->clear();
    for (const PaletteEntry &entry : m_shown)
        m_list->addItem(entry.hint.isEmpty()
                            ? entry.text
                            : QStringLiteral("%1   ·   %2").arg(entry.text, entry.hint));
    m_list->setCurrentRow(0);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::FocusOut && watched == m_edit) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        hide();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_list->setCurrentRow(qBound(
            0, m_list->currentRow() + (key->key() == Qt::Key_Down ? 1 : -1), m_list->count() - 1));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_list->currentRow() >= 0) {
            const PaletteEntry entry = m_shown.value(m_list->currentRow());
            hide();
            Q_EMIT chosen(entry);
        }
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace audience::ui
