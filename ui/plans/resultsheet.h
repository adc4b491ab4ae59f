// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/planresultrows.h"
#include "ui/parts/sheetdialog.h"
#include "ui/parts/headedmodel.h"

#include <QTimeZone>

namespace updesk
{

class BesideReader;
class PlanTable;

/// The leads behind a figure, the newest first.
class ResultLeadModel final : public HeadedModel
{
    Q_OBJECT
public:
    enum Column { Name, Done };
    using HeadedModel::HeadedModel;
    void begin(Time now, const QTimeZone &zone);
    void add(const std::vector<ResultLead> &leads);
    const std::vector<ResultLead> &leads() const { return m_leads; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    int rows() const override { return int(m_leads.size()); }
    QStringList heads() const override;

private:
    QString text(const ResultLead &lead, int column) const;
    std::vector<ResultLead> m_leads;
    Time m_now = 0;
    QTimeZone m_zone = QTimeZone::utc();
};

/// A figure opened to its rows: the leads that it counts; Enter opens one. Reads a page at a time, beside the window.
class ResultSheet final : public SheetDialog
{
    Q_OBJECT
public:
    static constexpr int kPage = 200;
    ResultSheet(Session &session, QWidget *window);
    ~ResultSheet() override;
    /// `count`: how many the figure says; `about`: where it stands, in words.
    void openFor(const ResultPick &pick, int count, const QString &about);
    ResultLeadModel *model() const { return m_model; }

Q_SIGNALS:
    void leadWanted(updesk::LeadId lead);

private:
    QWidget *makeBody();
    void readMore();
    void show(const ResultPick &pick, const Result<std::vector<ResultLead>> &leads);
    void refresh();
    void openRow(int row);
    Session &m_session;
    BesideReader *m_reader;
    ResultLeadModel *m_model;
    PlanTable *m_table;
    TextLabel *m_words;
    Button *m_more;
    ResultPick m_pick;
    int m_count = 0;
    bool m_reading = false, m_whole = false;
    std::optional<Error> m_failed;
};

} // namespace updesk
