// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/sharing/sharingwords.h"

#include <QAbstractListModel>

#include <set>

namespace updesk
{

/// What the server has not taken: what still waits, the oldest first, or what came back, the newest first.
class SharingModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class List : quint8 { Waiting, TwoPlaces };
    enum Role { WhenRole = Qt::UserRole + 1, SecondRole, ThirdRole, NewRole };
    explicit SharingModel(Session &session, QObject *parent = nullptr);

    List list() const { return m_list; }
    void setList(List list) { m_list = list; } ///< reload() then reads it
    Result<void> reload(); ///< after an error the rows stay as they were
    LeadId lead(int row) const; ///< null: of none
    /// What a row is about, whatever comes above it; empty: no such row. place() finds it again, -1: it has gone.
    QByteArray key(int row) const;
    int place(const QByteArray &key) const;
    void forgetNew() { m_new.clear(); } ///< until then what was new when it was read stays marked
    /// The deed that was put aside and can be tried again or given up; null: there is no such choice in this row.
    DeedId aside(int row) const;
    bool hasAside() const; ///< in any row
    /// The setback whose other value can be used; nullptr: there is no such choice in this row.
    const Setback *choice(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row {
        QByteArray key; ///< the deed, or the number of the setback
        SharingLine line;
        LeadId lead;
        std::vector<Setback> setbacks;
        DeedId aside;
        bool choice = false;
        bool fresh = false; ///< nobody has looked at it before
    };
    Result<std::vector<Row>> readWaiting() const;
    Result<std::vector<Row>> readSetbacks();
    Result<QString> nameOf(LeadId lead) const;
    QString otherName(const QByteArray &field, const Id &id) const;

    Session &m_session;
    SharingWords m_words;
    List m_list = List::Waiting;
    std::vector<Row> m_rows;
    std::set<qint64> m_new; ///< setbacks
};

} // namespace updesk
