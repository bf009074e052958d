import type { FieldName, OwnField, TableName } from './table.rules.ts'

/** What columns are called in English, French, Spanish and Arabic, and the short forms that systems use for it. */

/**
 * Names of fields, most usual first, parted by "|". They are compared word by word, without accents, in the singular.
 */
export const fieldNames: Record<Exclude<FieldName, OwnField>, string> = {
  record:
    'case id|case number|record|record id|file number|inspection number|activity number|' +
    'decision number|complaint id|complaint number|claim id|claim number|citation number|id|reference|row id|' +
    'numero de dossier|numero dossier|dossier|numero|identifiant|expediente|numero de expediente|numero de caso|' +
    'رقم الملف|رقم القضية|الرقم',
  identifier:
    'employer id|employer ubi|ubi|ein|tax id|tax number|registration number|registration no|register number|register no|business id|company id|establishment id|' +
    'workplace id|mine id|license|licence|cnpj|rut|rif|nit|ruc|cuit|nif|siret|siren|ice|vat|vat number|' +
    'numero fiscal|numero d immatriculation|identifiant employeur|identificador|registro|رقم المنشأة|الرقم الضريبي|' +
    'رقم التسجيل',
  workplace:
    'trade name|workplace|workplace name|establishment|establishment name|employer|employer name|company|' +
    'company name|business name|' +
    'business|firm|name|dba|entreprise|etablissement|employeur|nom de l entreprise|nom|nom de l etablissement|' +
    'empresa|' +
    'nombre de la empresa|empleador|establecimiento|centro de trabajo|nombre|المنشأة|اسم المنشأة|صاحب العمل|' +
    'الشركة|اسم الشركة|المؤسسة',
  legalName: 'legal name|registered name|raison sociale|denomination sociale|razon social|الاسم القانوني',
  address: 'address|street address|site address|street|adresse|rue|direccion|domicilio|calle|العنوان',
  city: 'city|city name|town|municipality|ville|commune|localite|ciudad|municipio|localidad|المدينة|البلدية',
  postcode: 'zip|zip code|postcode|post code|postal code|code postal|cp|codigo postal|الرمز البريدي',
  region:
    'region|iso region|region code|iso 3166 2|state|province|estado|provincia|departement|departamento|المنطقة|' +
    'الولاية|الإقليم',
  regionName:
    'region name|region|state name|state|province|governorate|name of region|nom de la region|departement|gouvernorat|' +
    'wilaya|estado|provincia|departamento|nombre de la region|comunidad autonoma|المنطقة|الولاية|المحافظة|الإقليم|اسم المنطقة',
  county:
    'county|county name|district|comte|arrondissement|gouvernorat|wilaya|province|condado|distrito|provincia|' +
    'departamento|المقاطعة|المحافظة|الولاية',
  countyCode: 'county code|county fip|fip|code departement|codigo provincia|رمز المحافظة',
  isicSection: 'isic section|isic4 section|isic|section|section citi|citi|seccion ciiu|ciiu|seccion|القسم',
  isicDivision: 'isic division|isic4 division|division|division citi|division ciiu|isic',
  isicCode:
    'nace|nace code|nace rev 2|code nace|codigo nace|naf|code naf|naf rev 2|ape|code ape|cnae|cnae code|codigo cnae|cnae 2|' +
    'cnae fiscal|classe cnae|ciiu|codigo ciiu|ciiu rev 4|ciiu 4|isic|isic code|isic4|isic 4|isic rev 4|isic rev4|isic class|' +
    'isic4 class|citi|code citi|citi rev 4|cae|ateco|ateco 2007|wz 2008|sic 2007|uk sic|sic2007|industry code|activity code|' +
    'code activite|code d activite|codigo actividad|codigo de actividad|faaliyet kodu|nace kodu|رمز النشاط|رمز الصناعة',
  isic5: 'isic5|isic 5|isic rev 5|isic rev5|isic revision 5|citi rev 5|citi 5|ciiu rev 5|ciiu 5',
  industryCode:
    'naics code|naic code|naics|naics6|naics5|naics4|naics3|naics2|sic code|sic|' +
    'industry code|activity code|code activite|code d activite|codigo actividad|codigo de actividad|رمز النشاط|' +
    'رمز الصناعة',
  industryTitle:
    'industry|industry title|industry name|industry description|naics description|naics title|' +
    'naics code description|sector|activity|branch|' +
    'economic activity|secteur|secteur d activite|activite|branche|actividad|actividad economica|rama|industria|' +
    'القطاع|النشاط|النشاط الاقتصادي|الصناعة',
  opened:
    'opened|open date|opening date|date opened|start date|received|date received|receipt date|filed|file date|' +
    'date filed|docket date|' +
    'case open|inspection date|visit date|date of visit|date d ouverture|date ouverture|date de visite|date d inspection|' +
    'fecha de apertura|' +
    'fecha apertura|fecha de inicio|fecha de visita|fecha de inspeccion|تاريخ الفتح|تاريخ الزيارة|تاريخ التفتيش',
  concluded:
    'concluded|closed|close date|closed date|closing date|date closed|close case date|date concluded|decided|' +
    'decision date|date issued|' +
    'issue date|end date|date de cloture|date cloture|date de decision|fecha de cierre|fecha cierre|' +
    'fecha de conclusion|fecha de resolucion|' +
    'prosecution date|referral date|inclusion date|case close|announced|date published|تاريخ الإغلاق|تاريخ القرار',
  periodStart:
    'finding start|finding start date|period start|violation start|violation start date|period from|' +
    'debut de periode|debut periode|' +
    'inicio del periodo|inicio de periodo|بداية الفترة',
  periodEnd:
    'finding end|finding end date|period end|violation end|violation end date|period to|fin de periode|' +
    'fin periode|fin del periodo|نهاية الفترة',
  trigger:
    'trigger|reason|origin|inspection type|visit type|case type|complaint type|motif|origine|type de visite|' +
    'type d inspection|motivo|origen|' +
    'tipo de inspeccion|tipo de visita|نوع التفتيش|نوع الزيارة|سبب الزيارة',
  received:
    'complaint received|complaint received on|date complaint received|complaint date|date of complaint|claim received|' +
    'date de la plainte|date plainte|plainte recue le|fecha de la denuncia|fecha de denuncia|fecha de la queja|' +
    'تاريخ الشكوى|تاريخ استلام الشكوى',
  firstAction:
    'first action|first action date|date of first action|first visit|first visit date|date of first visit|first inspection date|' +
    'first response date|premiere action|date de la premiere action|date de la premiere visite|premiere visite|' +
    'primera actuacion|fecha de la primera actuacion|fecha de primera actuacion|fecha de la primera visita|primera visita|' +
    'تاريخ أول إجراء|أول إجراء|تاريخ أول زيارة',
  imposed:
    'imposed|imposed on|date imposed|sanction date|date of sanction|penalty date|date of penalty|fine date|citation date|' +
    'date de la sanction|date de sanction|date de l amende|date amende|fecha de la sancion|fecha de sancion|fecha de la multa|' +
    'fecha de multa|تاريخ العقوبة|تاريخ الغرامة|تاريخ فرض الغرامة',
  becameFinal:
    'final|final on|became final|final date|date final|final order date|date of final order|date definitive|' +
    'devenue definitive le|fecha firme|fecha de firmeza|fecha definitiva|تاريخ صيرورة القرار نهائيا|تاريخ النهائية',
  paidOn:
    'paid on|date paid|payment date|date of payment|date de paiement|date du paiement|paye le|fecha de pago|fecha del pago|' +
    'تاريخ الدفع|تاريخ السداد',
  channel:
    'channel|complaint channel|received by|received via|mode of complaint|intake channel|canal|canal de la plainte|' +
    'mode de reception|canal de denuncia|canal de la queja|via de entrada|قناة الشكوى|وسيلة تقديم الشكوى',
  inspection:
    'inspection id|inspection opened|resulting inspection|resulting inspection number|inspection resultante|' +
    'numero de l inspection resultante|inspeccion resultante|التفتيش الناتج',
  appealed:
    'appeal|appealed|appeal filed|appeal status|appeal outcome|contested|contest status|recours|recours forme|appel|' +
    'contestation|apelacion|recurso|recurso interpuesto|impugnacion|impugnada|الطعن|طعن|الاستئناف',
  paid:
    'paid in full|fully paid|payment status|paid status|paye en totalite|statut du paiement|statut de paiement|pagado|' +
    'pagado en su totalidad|estado de pago|estado del pago|مدفوع بالكامل|حالة الدفع',
  womenAffected:
    'women affected|affected women|women concerned|female worker affected|femme concernee|femmes concernees|' +
    'mujeres afectadas|trabajadoras afectadas|النساء المتضررات|العاملات المتضررات',
  menAffected:
    'men affected|affected men|men concerned|male worker affected|hommes concernes|hombres afectados|الرجال المتضررون',
  youngAffected:
    'young worker affected|young person affected|minors affected|children affected|jeunes concernes|mineurs concernes|' +
    'menores afectados|jovenes afectados|الأحداث المتضررون|الأطفال المتضررون',
  migrantAffected:
    'migrant worker affected|migrants affected|foreign worker affected|migrants concernes|travailleurs etrangers concernes|' +
    'migrantes afectados|trabajadores extranjeros afectados|المهاجرون المتضررون|العمال المهاجرون المتضررون',
  informalAffected:
    'informal worker affected|undeclared worker found|unregistered worker found|travailleurs non declares trouves|' +
    'travailleurs informels concernes|trabajadores sin registro detectados|trabajadores informales afectados|' +
    'العمال غير المنظمين المتضررون',
  formalised:
    'formalised|formalized|worker formalised|worker formalized|regularised|regularized|worker regularised|worker regularized|' +
    'worker registered|registered as a result|declared as a result|travailleurs regularises|salaries regularises|regularises|' +
    'travailleurs declares a la suite|formalizados|trabajadores formalizados|regularizados|trabajadores regularizados|' +
    'trabajadores registrados|العمال المسجلون نتيجة التفتيش|العمال الذين سويت أوضاعهم|المسواة أوضاعهم',
  year: 'year|inspection year|annee|exercice|ano|anio|السنة',
  quarter: 'quarter|trimestre|الربع',
  authority:
    'authority|office|office rid|inspection agency|agency|labour bureau|bureau|district office|autorite|' +
    'direction|oficina|autoridad|agencia|الجهة|المكتب',
  status:
    'status|case status|state of case|result|outcome|disposition|statut|etat|resultat|estado|resultado|' +
    'الحالة|النتيجة',
  unit:
    'unit status|economic unit|kind of unit|type of unit|kind of workplace|workplace status|registration status|' +
    'statut de l unite|type d unite|unite economique|tipo de unidad|unidad economica|situacion de registro|' +
    'نوع الوحدة|وضع التسجيل|الوحدة الاقتصادية',
  employees:
    'size|workforce|headcount|employee in establishment|number in establishment|nr in estab|effectif|plantilla|' +
    'tamano|عدد المستخدمين|حجم المنشأة',
  amountClaimed: 'amount claimed|claimed|claim amount|montant reclame|monto reclamado|المبلغ المطالب به',
  amountPaid:
    'amount paid|paid|amount collected|recovered|wage recovered|total recovered|montant paye|monto pagado|' +
    'المبلغ المدفوع',
  event: 'event|event type|accident type|type of accident|event title|type d accident|tipo de accidente|نوع الحادث',
  nature: 'nature|nature of injury|injury nature|nature de la lesion|naturaleza de la lesion|طبيعة الإصابة',
  agent: 'source|source of injury|agent|agent materiel|agente material|agente causante|مصدر الإصابة',
  victims: 'victim|number of victim|victime|nombre de victime|victima|عدد الضحايا|الضحايا',
  amputations: 'amputation|amputacion|البتر',
  breach: 'in violation|violations found yes no|constat d infraction|con infracciones',
  violations:
    'violation|violation count|case violation count|number of violation|infraction|nombre d infraction|infraccion|' +
    'infraccione|' +
    'numero de infraccione|المخالفات|عدد المخالفات',
  workersAffected:
    'worker affected|affected worker|worker violated count|worker violated|worker paid|worker underpaid|' +
    'number of worker|worker count|n worker|n employee|worker|number exposed|worker exposed|travailleur expose|trabajador expuesto|' +
    'travailleur concerne|salarie concerne|nombre de travailleur|nombre de salarie|trabajadore afectado|' +
    'numero de trabajadore|' +
    'العمال المتضررون|عدد العمال|عدد العمال المتضررين',
  backWages:
    'back wage|back wage total|total back wage|back wage atp amount|wage owed|wage due|unpaid wage|arrear|' +
    'amount assessed|total assessed|assessed|amount awarded|' +
    'arriere de salaire|salaire du|montant du|salario adeudado|monto adeudado|importe adeudado|الأجور المستحقة|' +
    'الأجور غير المدفوعة|المتأخرات',
  penalties:
    'penalty|penalty assessed amount|penalty amount|civil money penalty|total penalty|current penalty|' +
    'initial penalty|fine|amende|sanction|' +
    'montant de l amende|multa|sancion|monto de la multa|importe de la multa|الغرامة|الغرامات|مبلغ الغرامة',
  date:
    'accident date|incident date|event date|date of accident|date of incident|date|date de l accident|' +
    'date accident|date d accident|' +
    'fecha del accidente|fecha accidente|fecha de accidente|fecha|تاريخ الحادث|التاريخ',
  description:
    'description|narrative|hazard|summary|what happened|recit|resume|descripcion|relato|resumen|الوصف|وصف الحادث',
  deaths:
    'death|number of death|fatality|fatality count|killed|dece|mort|nombre de dece|muerte|fallecido|muerto|' +
    'الوفيات|عدد الوفيات',
  injured:
    'injured|number injured|injury|hospitalized|hospitalised|blesse|nombre de blesse|herido|lesionado|المصابون|' +
    'عدد المصابين',
  plan: 'plan|jurisdiction|plan type|juridiction|jurisdiccion',
  citation: 'citation|citation issued|cited',
  recognised:
    'recognised|recognized|recognition date|date of recognition|date recognised|date recognized|date of decision|' +
    'date de reconnaissance|date de prise en charge|fecha de reconocimiento|fecha de calificacion|' +
    'تاريخ الاعتراف|تاريخ الإقرار|تاريخ الاعتماد',
  diagnosed:
    'diagnosed|diagnosis date|date of diagnosis|date diagnosed|date du diagnostic|date de diagnostic|' +
    'date de premiere constatation|fecha de diagnostico|fecha del diagnostico|تاريخ التشخيص',
  diseaseCode:
    'icd 10|icd10|icd|icd code|icd 10 code|icd10 code|disease code|cim 10|cim10|cim|code cim|code cim 10|code maladie|' +
    'cie 10|cie10|cie|codigo cie|codigo cie 10|codigo de enfermedad|رمز المرض|رمز التصنيف الدولي للأمراض',
  disease:
    'disease|occupational disease|name of disease|disease name|diagnosis|illness|maladie|maladie professionnelle|' +
    'nom de la maladie|diagnostic|enfermedad|enfermedad profesional|nombre de la enfermedad|diagnostico|' +
    'المرض|المرض المهني|اسم المرض|التشخيص',
  isco:
    'isco|isco 08|isco08|isco code|isco 08 code|isco08 code|citp|citp 08|citp08|code citp|ciuo|ciuo 08|ciuo08|codigo ciuo|' +
    'رمز التصنيف المهني|التصنيف الدولي للمهن',
  occupationCode:
    'occupation code|occ code|soc|soc code|job code|code profession|code metier|codigo de ocupacion|cno|cbo|رمز المهنة',
  occupation:
    'occupation|occupation title|occupation of worker|job|job title|profession|metier|emploi|ocupacion|puesto|' +
    'puesto de trabajo|profesion|oficio|المهنة|الوظيفة',
  ageGroup:
    'age group|age band|age class|age range|groupe d age|tranche d age|classe d age|grupo de edad|rango de edad|' +
    'tramo de edad|grupo etario|الفئة العمرية|فئة العمر',
  migrantStatus:
    'migrant|migrant worker|migrant status|migration status|foreign worker|foreigner|travailleur migrant|travailleur etranger|' +
    'etranger|statut migratoire|migrante|trabajador migrante|trabajador extranjero|extranjero|condicion migratoria|' +
    'عامل مهاجر|مهاجر|عامل أجنبي|أجنبي',
  informalStatus:
    'informal|informal worker|informal employment|undeclared|undeclared worker|unregistered worker|travail informel|' +
    'emploi informel|travailleur informel|non declare|travail non declare|empleo informal|trabajo informal|trabajador informal|' +
    'no registrado|sin registro|عمل غير منظم|غير منظم|غير مصرح به',
  sex: 'sex|gender|sexe|genre|sexo|genero|الجنس',
  age: 'age|age at diagnosis|age in year|edad|العمر|السن',
  fatal: 'fatal|fatal case|is fatal|outcome fatal|mortel|cas mortel|mortal|caso mortal|مميت|حالة وفاة',
  audited:
    'audited|audit date|date of audit|date audited|assessment date|date of assessment|date of self assessment|' +
    'date d audit|date de l audit|date de l auto evaluation|date de l autoevaluation|fecha de auditoria|' +
    'fecha de la auditoria|fecha de autoevaluacion|fecha de la autoevaluacion|تاريخ التدقيق|تاريخ التقييم الذاتي|' +
    'تاريخ المراجعة',
  auditor:
    'auditor|audit firm|auditing firm|audit company|auditing company|audited by|auditor name|auditeur|cabinet d audit|' +
    'organisme d audit|audite par|auditora|empresa auditora|entidad auditora|auditado por|المدقق|جهة التدقيق|شركة التدقيق|' +
    'المراجع',
  scheme:
    'scheme|standard|audit scheme|audit standard|audit type|type of audit|programme|program|code of conduct|referentiel|' +
    'norme|programme d audit|type d audit|esquema|norma|programa|tipo de auditoria|codigo de conducta|المعيار|' +
    'نوع التدقيق|مدونة السلوك',
  client:
    'client|buyer|brand|commissioned by|requested by|customer|donneur d ordre|acheteur|marque|commanditaire|cliente|' +
    'comprador|marca|العميل|المشتري|الجهة الطالبة',
  registered:
    'registered|registered on|registration date|date registered|date of registration|incorporation date|start of activity|' +
    'date d immatriculation|date immatriculation|date d enregistrement|date de creation|debut d activite|' +
    'date de debut d activite|fecha de registro|fecha de inscripcion|fecha de alta|fecha de constitucion|' +
    'inicio de actividad|تاريخ التسجيل|تاريخ القيد|تاريخ التأسيس|بداية النشاط',
  closed:
    'closed|closed on|closure date|date of closure|closing date|date closed|deregistered|deregistration date|' +
    'end of activity|cessation date|date de fermeture|date de cessation|date de radiation|fin d activite|fecha de cierre|' +
    'fecha de baja|fecha de cese|cese de actividad|تاريخ الإغلاق|تاريخ الشطب|تاريخ التوقف عن النشاط',
  women:
    'women|woman|female|number of women|women worker|female worker|femme|nombre de femme|salariee|mujere|' +
    'numero de mujere|trabajadora|النساء|عدد النساء|الإناث|العاملات',
  men:
    'men|man|male|number of men|men worker|male worker|homme|nombre d homme|hombre|numero de hombre|الرجال|عدد الرجال|' +
    'الذكور|العاملون الذكور',
  young:
    'young|young worker|young person|minor|under 18|jeune|jeune travailleur|jeune salarie|mineur|joven|jovene|' +
    'trabajadore jovene|menore|menore de 18|الأحداث|عدد الأحداث|العمال الأحداث',
  migrant:
    'migrant|migrant worker|foreign worker|foreigner|travailleur migrant|travailleur etranger|etranger|migrante|' +
    'trabajadore migrante|trabajadore extranjero|extranjero|العمال المهاجرون|العمال الأجانب|المهاجرون|الأجانب',
  informal:
    'informal|informal worker|undeclared worker|unregistered worker|travailleur informel|travailleur non declare|' +
    'salarie non declare|trabajadore informale|trabajadore no registrado|trabajadore sin registro|' +
    'العمال غير المنظمين|العمال غير المصرح بهم'
}

/** What the same words mean in one table alone: the workers of a register are all of a workplace, not those affected. */
export const ownFieldNames: Partial<Record<TableName, Partial<Record<FieldName, string>>>> = {
  workplaces: {
    employees:
      'worker|number of worker|worker count|total worker|n worker|worker in all|staff|number of staff|person employed|' +
      'employed person|number of person employed|salarie|nombre de salarie|travailleur|nombre de travailleur|employe|' +
      'nombre d employe|effectif total|trabajadore|numero de trabajadore|total de trabajadore|empleado|' +
      'numero de empleado|personal ocupado|العمال|عدد العمال|عدد العاملين|إجمالي العاملين|العاملون',
    record: 'line|line number|row number'
  },
  audits: {
    employees:
      'worker|number of worker|worker count|total worker|n worker|salarie|nombre de salarie|travailleur|nombre de travailleur|' +
      'trabajadore|numero de trabajadore|empleado|numero de empleado|العمال|عدد العمال|عدد العاملين',
    violations:
      'nonconformity|non conformity|nonconformitie|non conformitie|number of nonconformity|number of non conformity|' +
      'nonconformance|non conformance|non compliance|noncompliance|finding|number of finding|issue found|' +
      'non conformite|nombre de non conformite|constat|no conformidade|no conformidad|numero de no conformidade|' +
      'hallazgo|عدم المطابقة|حالات عدم المطابقة|عدد حالات عدم المطابقة',
    record: 'audit id|audit number|audit no|numero d audit|numero de auditoria|رقم التدقيق'
  },
  diseases: {
    agent:
      'causative agent|causal agent|hazardous agent|exposure|exposed to|agent causal|agent pathogene|nuisance|exposition|' +
      'agente|agente causal|factor de riesgo|exposicion|العامل المسبب|عامل الخطر|التعرض',
    deaths: 'dead|died',
    recognised: 'decision date|date de decision|fecha de resolucion|تاريخ القرار',
    record: 'claim id|claim number'
  }
}
