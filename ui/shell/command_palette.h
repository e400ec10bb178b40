// Ctrl+K: type to find a page, a definition, a person or a command; Enter goes there. What the window
// knows is ranked at once; what only the workspace knows comes a moment later from the finder.
// Main thread.
#pragma once

#include "ui/kit/page.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListView;
class QTimer;

namespace audience::ui {

class PaletteModel;

class CommandPalette final : public QFrame {
    Q_OBJECT
public:
    using Found = std::function<void(const QList<PaletteEntry> &)>;
    // Looks for the text and calls back on the main thread, at most once, unless a newer text came.
    using Finder = std::function<void(const QString &text, Found found)>;

    explicit CommandPalette(QWidget *parent);
    void setFinder(Finder finder) { m_finder = std::move(finder); }
    void setHint(const QString &words); // what can be typed, where it is other than in the window of a workspace
    void open(const QList<PaletteEntry> &entries);
    void place();
    // Entries that fit, best first.
    static QList<PaletteEntry> matching(const QList<PaletteEntry> &entries, const QString &words);

Q_SIGNALS:
    void chosen(const audience::ui::PaletteEntry &entry);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refill();
    void look();
    void fill(const QList<PaletteEntry> &entries);
    void take(int row);
    void remember(const PaletteEntry &entry);
    QList<PaletteEntry> recentFirst() const;

    QLineEdit *m_edit;
    QListView *m_list;
    QLabel *m_nothing;
    PaletteModel *m_model;
    QTimer *m_soon;
    Finder m_finder;
    QString m_lookedFor; // what m_found answers
    QList<PaletteEntry> m_entries, m_found;
};

} // namespace audience::ui
