// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/field.h"
#include "ui/plans/planmodel.h"

class QCheckBox;
class QComboBox;

namespace updesk
{

class Button;
class Segments;

/// The fields of one step. What is wrong stands under the field it is in.
class StepFields final : public QWidget
{
    Q_OBJECT
public:
    explicit StepFields(PlanModel &plan, QWidget *parent = nullptr);
    void setStep(int step, const QString &language); ///< -1: none
    QWidget *first() const;
    QWidget *fieldOf(PlanIssue::Part part) const;

Q_SIGNALS:
    void templateWanted(const QString &key);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *makeSkips();
    QWidget *makeBranches();
    void connectAll();
    void write();
    void writeTexts(const PlanStep &step);
    void writeBranches(const PlanStep &step);
    void writeSkips(const PlanStep &step);
    void writeErrors();
    void chooseWay(int way);
    void chooseBranch(int at, int choice);
    const PlanStep *step() const;
    template <class Change>
    void change(const char *field, Change change);

    PlanModel &m_plan;
    int m_step = -1;
    QString m_language = QStringLiteral("en");
    bool m_writing = false;
    Segments *m_way;
    QLineEdit *m_delay;
    QComboBox *m_anchor, *m_part, *m_days, *m_by, *m_text, *m_against;
    Field *m_delayField, *m_anchorField, *m_byField, *m_textField, *m_againstField, *m_branchField;
    QCheckBox *m_reached, *m_noConsent, *m_hasOther, *m_noOther, *m_acknowledges, *m_video;
    Button *m_openText;
    std::vector<QComboBox *> m_branches;
};

} // namespace updesk
