// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/plan.h"
#include "ui/parts/headedmodel.h"

namespace updesk
{

/// A sequence in the list: the store's own, or a shipped one that it does not use.
struct PlanLine {
    Plan plan;
    int number = 0; ///< of the version in use; 0: the store does not have it
    bool active = false;
    int inside = 0; ///< leads, in any version
    bool faulty = false; ///< the checker refuses it as it is
    bool operator==(const PlanLine &) const = default;
};

/// All sequences, those of the store first.
class PlanListModel final : public HeadedModel
{
    Q_OBJECT
public:
    enum Column { Name, Begins, Length, Version, Inside, State };
    enum Role { KeyRole = Qt::UserRole + 1, ActiveRole, FaultyRole };
    explicit PlanListModel(Session &session, QObject *parent = nullptr);

    /// Asks again; on an error the rows stay as they were.
    Result<void> reload();
    const PlanLine *line(int row) const; ///< nullptr: none
    int rowOf(const QString &key) const; ///< -1: none
    bool usesAll() const; ///< each of the list is switched on
    bool isAnyOn() const;
    bool usesAny() const; ///< the store took the shipped ones over, or has its own

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    int rows() const override { return int(m_lines.size()); }
    QStringList heads() const override;

private:
    Result<std::vector<PlanLine>> read() const;
    QString text(const PlanLine &line, int column) const;
    Session &m_session;
    std::vector<PlanLine> m_lines;
};

} // namespace updesk
