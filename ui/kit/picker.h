// A small list under a control to pick from: type to narrow, arrows and Enter to take; with check
// marks when several may be picked. One for fields, operators, values and people.
#pragma once

#include <QFrame>
#include <QHash>
#include <QImage>
#include <QPixmap>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <functional>

class QLineEdit;
class QLabel;
class QListWidget;
class QListWidgetItem;

namespace audience::ui {

struct PickerItem {
    QString id, text;
    QString note; // on the right, e.g. a count
    QString iconName;
    QString group = {}; // heading it stands under; items of a group follow each other
};

class Picker final : public QFrame {
    Q_OBJECT
public:
    using Taken = std::function<void(const QStringList &ids)>;
    // Opens below `anchor` and deletes itself when it closes.
    static Picker *pickOne(QWidget *anchor, const QList<PickerItem> &items, const QString &current, Taken taken);
    // What was typed can be added, so that a value outside the list can be named.
    static Picker *pickMany(QWidget *anchor, const QList<PickerItem> &items, const QStringList &checked, Taken taken);
    // A picture at the start of every row; `make` is called on a pool thread, for the rows in sight.
    void setPictures(const QSize &size, std::function<QImage(const QString &id)> make);
    // Words that are not in the list may be taken: `read` gives them as they will be shown, "" = not possible.
    void allowTyped(std::function<QString(const QString &)> read);
    // More than a list can hold: every word typed is asked for, and what is found then stands in the list. `hint`
    // says what may be typed. An answer to older words is dropped.
    using Found = std::function<void(const QList<PickerItem> &items)>;
    void searchWith(std::function<void(const QString &words, Found found)> find, const QString &hint);
    // What else fits the words stands below the list, under headings of its own.
    void findMore(std::function<void(const QString &words, Found found)> find, const QString &hint);
    // A panel beside the list that shows what the row in hand is about; the picker owns it. Absent where there is no room.
    void setPeek(QWidget *panel, std::function<void(const QString &id)> show);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    Picker(QWidget *anchor, const QList<PickerItem> &items, bool many);
    void refill();
    void showCurrent();
    void take(QListWidgetItem *item);
    void showBelow(QWidget *anchor);
    void makePictures();
    void search();
    void searchMore();
    void peek();
    bool moveBy(int rows);

    QList<PickerItem> m_items;
    QStringList m_checked;
    QString m_current;
    bool m_many;
    Taken m_taken;
    std::function<QString(const QString &)> m_readTyped;
    std::function<QImage(const QString &)> m_makePicture;
    std::function<void(const QString &, Found)> m_find;
    QString m_found; // the words that the list answers
    std::function<void(const QString &, Found)> m_findMore;
    QList<PickerItem> m_more; // what it found
    std::function<void(const QString &)> m_peek;
    QWidget *m_peekPanel = nullptr;
    QString m_peeked;
    QTimer m_soon;
    QHash<QString, QPixmap> m_pictures;
    QSet<QString> m_making;
    QSize m_pictureSize;
    QWidget *m_anchor = nullptr;
    QLineEdit *m_edit;
    QListWidget *m_list;
    QLabel *m_nothing;
};

} // namespace audience::ui
