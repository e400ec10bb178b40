// What a save that came too late shows: the saved version and one's own side by side, part by part in
// plain words, with what differs marked; and the three ways on. Shows and asks only; the page acts.
#pragma once

#include <QFrame>
#include <QVector>

class QGridLayout;
class QLabel;

namespace audience::ui {

// One part of a document: "Subject", "Rule 2". Texts as a person reads them; "" where a version lacks it.
struct VersionRow {
    QString part, theirs, mine;
};

class StalePanel final : public QFrame {
    Q_OBJECT
public:
    explicit StalePanel(const QString &objectName, QWidget *parent = nullptr);
    // `theirsWhen`: when the other version was saved, in words; may be empty.
    void show(const QString &name, const QString &theirsWhen, const QVector<VersionRow> &rows);
    void offerNoCopy(); // where there can be only one

    // `text` as rich text with what is not in `other` marked; long equal stretches are left out.
    static QString marked(const QString &text, const QString &other);

Q_SIGNALS:
    void keepMine();
    void takeTheirs();
    void saveCopy();

private:
    QLabel *m_title;
    QWidget *m_copy;
    QGridLayout *m_rows;
};

} // namespace audience::ui
