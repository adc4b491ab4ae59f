// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vehicles/garagerows.h"
#include "ui/lead/formsheet.h"

#include <functional>

class QCheckBox;

namespace updesk
{

/// The form of one vehicle that a customer owns.
class GarageSheet final : public FormSheet
{
    Q_OBJECT
public:
    /// What is done with it; on success the sheet closes, else it says why not.
    struct Ways {
        std::function<Result<DeedId>(const GarageRow &)> save;
        std::function<Result<DeedId>()> remove;
    };
    explicit GarageSheet(QWidget *window);
    /// `row` without an id: a vehicle that is added. `owner`: whose.
    void openFor(const GarageRow &row, const QString &owner, Ways ways);

private:
    enum Entry { Year, Make, Model, Trim, Vin, Odometer, Bought, Lender, LoanEnds };
    void makeBody();
    bool readMonth(Entry entry, Time &to, Time before);
    bool read(GarageRow &row);
    void save() override;
    void finish(const Result<DeedId> &done);
    GarageRow m_row;
    Ways m_ways;
    QCheckBox *m_here;
    Button *m_save, *m_remove;
};

} // namespace updesk
