// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showraterows.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/headedmodel.h"

namespace updesk
{

/// The visits behind a figure of the show rate, newest first.
class PastVisitModel final : public WordsModel
{
    Q_OBJECT
public:
    enum Column { When, BookedOn, Customer, Wants, Went };

    explicit PastVisitModel(QObject *parent = nullptr) : WordsModel(parent) { }
    void show(std::vector<PastVisitRow> rows, const DeskWords &words, Time now);
    LeadId leadAt(int row) const { return m_rows[std::size_t(row)].visit.lead; }

private:
    int rows() const override { return int(m_rows.size()); }
    QStringList heads() const override;
    QString text(int index, int column) const override;
    std::vector<PastVisitRow> m_rows;
    DeskWords m_words;
    Time m_now = 0;
};

} // namespace updesk
