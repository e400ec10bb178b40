// How the email is built: sections, columns where there are several, and blocks, as a tree that is in step with the
// desk. Drag to reorder and nest, F2 to name a part, the menu key for the rest. Main thread.
#pragma once

#include "base/json.h"

#include <QAbstractItemModel>
#include <QTreeView>

namespace audience::ui {

class BlockDesk;

class StructureModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, IconRole, MarksRole }; // MarksRole: icons at the end of the row, with their words
    explicit StructureModel(BlockDesk *desk, QObject *parent = nullptr);
    QModelIndex indexOf(const std::string &id) const;
    std::string idOf(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction | Qt::CopyAction; }
    Qt::DropActions supportedDragActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;

Q_SIGNALS:
    void shapeChanged(); // other parts, or in another order

private:
    struct Node {
        std::string id;
        int parent = -1, row = 0;
        std::vector<int> children;
        friend bool operator==(const Node &, const Node &) = default;
    };
    // Where something dropped goes: a list (a column or a section; empty: the sections) and the index in it.
    struct Target {
        std::string into;
        std::size_t index = 0;
        bool isFine = false;
    };
    std::vector<Node> read() const;
    void look();
    QModelIndex indexOf(int node) const;
    const Json *partOf(const QModelIndex &index) const;
    Target targetOf(bool isSection, int row, const QModelIndex &parent) const;
    void move(const std::string &id, const Target &target);
    BlockDesk *m_desk;
    std::vector<Node> m_nodes; // the email itself first
};

class StructureTree final : public QTreeView {
    Q_OBJECT
public:
    explicit StructureTree(BlockDesk *desk, QWidget *parent = nullptr);
    QSize sizeHint() const override { return {160, 200}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

Q_SIGNALS:
    void saveWanted(const QString &id); // the part as a saved block

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void follow();
    void expand();
    void moveBy(int step);
    void duplicate();
    void removePart();
    void setFlag(const char *name, const QString &what, const Json &value);
    std::string current() const;
    BlockDesk *m_desk;
    StructureModel *m_model;
    QSet<QString> m_folded;
    bool m_isFollowing = false;
};

} // namespace audience::ui
