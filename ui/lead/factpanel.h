// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/fact.h"
#include "ui/lead/leadmodel.h"

#include <QWidget>

namespace updesk
{

/// How to reach the customer and what they want, in two columns; one when narrow.
class FactPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit FactPanel(LeadModel &model, QWidget *parent = nullptr);
    /// All words shown, a fact a line.
    QStringList lines() const;
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void restyle();
    bool showLines(std::vector<Fact *> &column, const std::vector<FactLine> &lines);
    void addPhones();
    void addEmails();
    void addCoBuyer();
    void addVehicles();
    void addGarage();
    void addOrigin();
    int place(int width, bool apply) const;
    LeadModel &m_model;
    std::vector<FactLine> m_leftLines, m_rightLines;
    std::vector<Fact *> m_left, m_right;
};

} // namespace updesk
