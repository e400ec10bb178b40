// A table of texts with their place: the original, and beside it other words for it, to be written in place. Enter keeps
// what is written and goes on to the next, Shift+Enter begins a new line, Escape leaves it as it was. Main thread.
#pragma once

#include <QAbstractTableModel>
#include <QTableView>
#include <QTimer>
#include <QVector>

namespace audience::ui {

struct Wording {
    QString key, place, original, words; // words: "" where it has none of its own
    bool isMissing = false;              // and needs some
    bool isAddress = false;
    friend bool operator==(const Wording &, const Wording &) = default;
};

class WordingsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Place, Original, Words, Columns };
    enum Role { RightToLeftRole = Qt::UserRole + 1, KeyRole };
    using QAbstractTableModel::QAbstractTableModel;
    // The same places keep their rows, so that a selection and an open editor stay.
    void setRows(const QVector<Wording> &rows);
    // `empty`: what stands where there are no words; the heads of the columns.
    void setWords(const QString &original, const QString &words, const QString &empty, bool isOriginalRightToLeft, bool isRightToLeft);
    int nextMissing(int after) const; // round the end; -1: none

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void wordsEdited(const QString &key, const QString &words);

private:
    QVector<Wording> m_rows;
    QString m_original, m_words, m_empty;
    bool m_isOriginalRightToLeft = false, m_isRightToLeft = false;
};

class WordingsView final : public QTableView {
    Q_OBJECT
public:
    WordingsView(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    WordingsModel *wordings() const { return m_wordings; }
    void setRows(const QVector<Wording> &rows);
    void goToNextMissing();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;

private:
    void fit();
    WordingsModel *m_wordings;
    QTimer m_fit;
};

} // namespace audience::ui
