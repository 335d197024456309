/**
 * What people are allergic to most, by name only: no code system for allergens may be shipped without a licence. One a
 * line.
 */
export const ALLERGENS = `
Penicillin
Amoxicillin
Ampicillin
Cephalosporins
Ceftriaxone
Sulfonamides
Sulfamethoxazole and trimethoprim
Erythromycin
Clarithromycin
Azithromycin
Tetracyclines
Ciprofloxacin
Vancomycin
Metronidazole
Nitrofurantoin
Acetylsalicylic acid
Ibuprofen
Diclofenac
Naproxen
Paracetamol
Metamizole
Codeine
Morphine
Tramadol
Lidocaine
Propofol
Suxamethonium
Iodinated contrast media
Gadolinium contrast media
Insulin
Heparin
ACE inhibitors
Carbamazepine
Phenytoin
Lamotrigine
Allopurinol
Chlorhexidine
Povidone-iodine
Latex
Adhesive plaster
Nickel
Peanut
Tree nuts
Hazelnut
Walnut
Cashew
Almond
Cow's milk
Egg
Wheat
Soy
Sesame
Mustard
Celery
Fish
Shellfish
Crustaceans
Molluscs
Strawberry
Kiwi
Banana
Avocado
Peach
Apple
Gelatin
Food colouring
Sulfites
House dust mite
Grass pollen
Birch pollen
Ragweed pollen
Tree pollen
Mould spores
Cat dander
Dog dander
Horse dander
Bee venom
Wasp venom
Fire ant venom
Cockroach
Wool
Fragrances
`;
