// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/dealverbs.h"
#include "ui/lead/formsheet.h"

#include <functional>

class QCheckBox;
class QComboBox;

namespace updesk
{

/// A look at a trade-in: what it is, what is owed on it, what it is worth (F82).
class AppraisalSheet final : public FormSheet
{
    Q_OBJECT
public:
    using Save = std::function<Result<DeedId>(const Appraisal &)>; ///< on success the sheet closes
    explicit AppraisalSheet(QWidget *window);

    /// What is known already stands in it to be typed over.
    void openFor(const Appraisal &known, const QString &customer, Save save);
    QString equityWords() const { return m_equity->text(); }
    QString vinWords() const;

private:
    enum Entry { Vin, Year, Make, Model, Trim, Odometer, Acv, Payoff, Lender, Note };
    void makeBody();
    void checkVinTyped();
    void showEquity();
    void save() override;
    void refused(const Error &error);
    Save m_save;
    OdometerUnit m_unit = OdometerUnit::Miles; ///< as the trade-in's mileage came
    QComboBox *m_condition;
    QCheckBox *m_asRead;
    TextLabel *m_equity;
    Button *m_keep;
};

} // namespace updesk
