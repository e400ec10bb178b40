// The datasets of the workspace at the left: their rows, a filter where there are many, behind them those that stay in their
// source with its name, and under them what the open one points at. Main thread.
#pragma once

#include "async/latest.h"
#include "service/data_service.h"
#include "service/remote_people.h"
#include "service/sync_guess.h"
#include "ui/kit/side_list.h"

class QLabel;
class QLineEdit;

namespace audience::ui {

class DatasetList final : public SideList {
    Q_OBJECT
public:
    explicit DatasetList(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    // Reads how they are related.
    void setDatasets(const std::vector<service::DatasetView> &datasets, const std::vector<service::RemoteView> &remotes);
    void setCurrent(const std::string &name);

private:
    void fill();
    void fillRelations();
    const service::SyncLine *syncOf(const std::string &dataset) const;

    std::shared_ptr<service::Session> m_session;
    std::vector<service::DatasetView> m_datasets;
    std::vector<service::RemoteView> m_remotes;
    std::vector<service::RelationView> m_links;
    std::string m_current;
    QLineEdit *m_filter;
    QLabel *m_related;
    Latest<std::vector<service::RelationView>> m_relations;
    std::vector<service::SyncLine> m_syncs; // what brings datasets up to date
    Latest<std::vector<service::SyncLine>> m_fresh;
};

} // namespace audience::ui
