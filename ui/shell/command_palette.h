// Ctrl+K: type to find a page, a segment, a template, a campaign or a command; Enter goes there.
#pragma once

#include "ui/kit/page.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace audience::ui {

class CommandPalette final : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *parent);
    void open(const QList<PaletteEntry> &entries);
    // Entries that match every word, best first: at the start of the text, then at a word, then
    // anywhere.
    static QList<PaletteEntry> matching(const QList<PaletteEntry> &entries, const QString &words);

Q_SIGNALS:
    void chosen(const audience::ui::PaletteEntry &entry);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refill();
    QLineEdit *m_edit;
    QListWidget *m_list;
    QList<PaletteEntry> m_entries, m_shown;
};

} // namespace audience::ui
